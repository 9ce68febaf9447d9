import 'server-only';
import { z } from 'zod';
import { DatabaseListener } from '@/lib/database-listener';
import { ACCOUNT_CHANNEL } from '@/lib/events';

/** `again`: notices may have been missed while the connection was down, so look at everything. */
export type Hint = { topic: string } | { topic: 'again' };
type Subscriber = (hint: Hint) => void;

const notice = z.object({ accountId: z.string(), topic: z.string() });

/**
 * One LISTEN connection a process, shared by all open pages: hints of an account's changes go to
 * its subscribers. A lost connection is made again, and everybody is told to look again then.
 */
class AccountListener {
  readonly #subscribers = new Map<string, Set<Subscriber>>();
  readonly #listener = new DatabaseListener({
    channel: ACCOUNT_CHANNEL,
    onNotice: (payload) => this.#spread(payload),
    onListening: () => this.#tellAll(),
    isWanted: () => this.#subscribers.size > 0,
  });

  subscribe(accountId: string, subscriber: Subscriber): () => void {
    const group = this.#subscribers.get(accountId) ?? new Set();
    this.#subscribers.set(accountId, group.add(subscriber));
    this.#listener.start();
    return () => {
      group.delete(subscriber);
      if (group.size === 0) this.#subscribers.delete(accountId);
    };
  }

  #tellAll(): void {
    for (const group of this.#subscribers.values()) for (const tell of group) tell({ topic: 'again' });
  }

  #spread(payload: string): void {
    const parsed = notice.safeParse(JSON.parse(payload));
    if (!parsed.success) return;
    const { accountId, topic } = parsed.data;
    for (const tell of this.#subscribers.get(accountId) ?? []) tell({ topic });
  }
}

// One a process, also when development reloads the module.
const held = globalThis as typeof globalThis & { twinlineListener?: AccountListener };
const listener = held.twinlineListener ?? new AccountListener();
held.twinlineListener = listener;

/** Calls back on each change of the account until the returned function is called. */
export function subscribeToAccount(accountId: string, subscriber: Subscriber): () => void {
  return listener.subscribe(accountId, subscriber);
}
