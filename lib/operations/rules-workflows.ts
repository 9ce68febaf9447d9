/** How a workflow's status is told when its error says nothing. */
const STATUS_WORDS: Readonly<Record<string, string>> = {
  ENQUEUED: 'It waits for a worker.',
  DELAYED: 'It waits for its time.',
  PENDING: 'It is under way.',
  CANCELLED: 'It was cancelled.',
  MAX_RECOVERY_ATTEMPTS_EXCEEDED: 'Its worker ended each time it was begun.',
};

const MOST_SHOWN = 300;

/** The message of an error as the workflow engine stores it: JSON with the error, or an error in an envelope. */
function messageIn(stored: string): string | null {
  try {
    return messageOf(JSON.parse(stored));
  } catch {
    return null;
  }
}

function messageOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('message' in value && typeof value.message === 'string') return value.message;
  return 'json' in value ? messageOf(value.json) : null;
}

/** Why a workflow stands where it stands, in a sentence for the operator. */
export function reasonOf(status: string, storedError: string | null): string {
  const message = storedError && messageIn(storedError);
  const isOpen = status === 'ENQUEUED' || status === 'DELAYED' || status === 'CANCELLED';
  if (message && !isOpen) return message.replaceAll(/\s+/g, ' ').trim().slice(0, MOST_SHOWN);
  return STATUS_WORDS[status] ?? 'It failed without a reason; the worker’s log has more.';
}
