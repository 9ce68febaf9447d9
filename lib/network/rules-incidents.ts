import type { RouteStateName } from '@/lib/failover/types';
import type { IncidentCalls, IncidentDetail } from './types';

/** What a trunk's state means for calls. */
export const STATE_EFFECTS: Readonly<Record<RouteStateName, string>> = {
  healthy: 'Calls use it as ever.',
  suspect: 'Something looked wrong; calls went on using it.',
  degraded: 'Calls went another way first.',
  congested: 'Fewer calls were sent there.',
  open: 'Calls went another way.',
  probing: 'Single calls tried whether it works again.',
  ramping: 'A growing share of calls used it again.',
};

/** Below this many attempts a share says too little. */
const ATTEMPTS_MIN = 10;
/** Two-sided 95 %. */
const Z = 1.959964;

/** Wilson's interval of a share (Wilson 1927), which stays within 0 and 1 for few attempts too. */
export function wilson(failures: number, attempts: number): { low: number; high: number } {
  const share = failures / attempts;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * attempts);
  const spread = Z * Math.sqrt((share * (1 - share)) / attempts + z2 / (4 * attempts * attempts));
  const scale = 1 + z2 / attempts;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}

/**
 * How many of the calls that never tried the trunk would have failed on it: as many as the share of those attempts that
 * did go there and failed. null when none went another way, or too few went there to tell.
 */
export function estimateSaved({ tried, harmed, rerouted }: Omit<IncidentCalls, 'estimate'>): IncidentCalls['estimate'] {
  if (rerouted === 0 || tried < ATTEMPTS_MIN) return null;
  const { low, high } = wilson(harmed, tried);
  return {
    low: Math.floor(rerouted * low),
    likely: Math.round((rerouted * harmed) / tried),
    high: Math.ceil(rerouted * high),
  };
}

function seconds(from: Date, to: Date): string {
  const ms = to.getTime() - from.getTime();
  return ms < 120_000 ? `${(ms / 1_000).toFixed(1)} s` : `${(ms / 60_000).toFixed(1)} min`;
}

/** How long from the first evidence to the detection; null when no evidence was written down. */
export function detectionText({ firstEvidenceAt, openedAt }: Pick<IncidentDetail, 'firstEvidenceAt' | 'openedAt'>) {
  return firstEvidenceAt && seconds(firstEvidenceAt, openedAt);
}

/** How long it lasted; null while it lasts. */
export function durationText({ openedAt, closedAt }: Pick<IncidentDetail, 'openedAt' | 'closedAt'>): string | null {
  return closedAt && seconds(openedAt, closedAt);
}

/** One line of the estimate, with its interval and what it rests on. */
export function estimateText({ estimate, rerouted, tried, harmed }: IncidentCalls): string {
  if (rerouted === 0) return 'No call left another way.';
  if (!estimate) return `Not to be estimated: only ${tried} attempts went to the trunk.`;
  return `About ${estimate.likely} of ${rerouted} rerouted calls (95 % interval ${estimate.low} to ${estimate.high}), as ${harmed} of ${tried} calls that went there failed.`;
}

/** Markdown reads these as marks. */
function plain(text: string): string {
  return text.replaceAll(/([\\`*_{}[\]<>|#])/g, '\\$1').replaceAll('\n', ' ');
}

/** The incident as a Markdown document; times in the zone given by `format`. */
export function incidentMarkdown(incident: IncidentDetail, format: (at: Date) => string): string {
  const { carrier, trunk, reason, openedAt, closedAt, calls, timeline, numbers, notes } = incident;
  const lines = [
    `# Incident: ${plain(carrier)}, ${trunk}`,
    '',
    plain(reason),
    '',
    `- Opened: ${format(openedAt)}`,
    `- Closed: ${closedAt ? format(closedAt) : 'still open'}`,
    `- From first evidence to detection: ${detectionText(incident) ?? 'not known'}`,
    `- Lasted: ${durationText(incident) ?? 'still open'}`,
    '',
    '## Calls',
    '',
    `- Harmed: ${calls.harmed} of ${calls.tried} that tried the trunk`,
    `- Saved, observed: ${calls.saved}`,
    `- Lost: ${calls.lost}`,
    `- Saved, estimated: ${estimateText(calls)}`,
    `- Caller numbers: ${calls.numbers}`,
    '',
    '## Timeline',
    '',
    ...timeline.map(({ at, title, sentence }) => `- ${format(at)}: **${plain(title)}.** ${plain(sentence)}`),
    '',
  ];
  if (numbers.length > 0) {
    lines.push('## Numbers', '', '| Number | Harmed | Saved | Rerouted |', '|---|---:|---:|---:|');
    lines.push(...numbers.map((row) => `| +${row.number} | ${row.harmed} | ${row.saved} | ${row.rerouted} |`), '');
  }
  if (notes.length > 0) {
    lines.push('## Notes', '');
    for (const { at, by, text } of notes) lines.push(`- ${format(at)}, ${plain(by)}: ${plain(text)}`);
    lines.push('');
  }
  return lines.join('\n');
}
