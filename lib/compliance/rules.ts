import type { ComplianceItem, ComplianceStatus, DocumentItem, ItemReasons } from './types';

/** Whether a number of this country may be rented only under an accepted KYC application. */
export function needsCompliance(countryIso: string): boolean {
  return countryIso === 'IN';
}

type Mover = 'customer' | 'operator' | 'job';

/**
 * The legal moves of an application, and who makes them. An application begins as a draft (or accepted, when the
 * operator's command records one). One that ended may be corrected and submitted again.
 */
export const COMPLIANCE_MOVES: Readonly<Record<ComplianceStatus, Partial<Record<ComplianceStatus, readonly Mover[]>>>> =
  {
    draft: { submitted: ['customer'] },
    submitted: { accepted: ['operator'], rejected: ['operator'] },
    accepted: { suspended: ['operator'], expired: ['job'] },
    rejected: { submitted: ['customer'] },
    // A suspension that outlasts the validity is lifted into what it has become.
    suspended: { accepted: ['operator'], expired: ['operator', 'job'] },
    expired: { submitted: ['customer'] },
  };

export function canMoveApplication(from: ComplianceStatus, to: ComplianceStatus, by: Mover): boolean {
  return COMPLIANCE_MOVES[from][to]?.includes(by) ?? false;
}

/** Statuses from which that move may be made. */
export function sourcesOf(to: ComplianceStatus, by: Mover): ComplianceStatus[] {
  return COMPLIANCE_STATUSES.filter((from) => canMoveApplication(from, to, by));
}

/** In the order a person meets them. */
export const COMPLIANCE_STATUSES = [
  'draft',
  'submitted',
  'accepted',
  'rejected',
  'suspended',
  'expired',
] as const satisfies ComplianceStatus[];

/** Fields and documents may be changed while nobody looks at them and nothing rests on them. */
export function isEditable(status: ComplianceStatus): boolean {
  return canMoveApplication(status, 'submitted', 'customer');
}

/** An application that was never accepted, and under which there is no number, may be removed. */
export function isRemovable(status: ComplianceStatus): boolean {
  return status === 'draft' || status === 'rejected';
}

export const DOCUMENT_ITEMS = ['registration_certificate', 'gst_certificate'] as const satisfies DocumentItem[];
export const COMPLIANCE_ITEMS = ['business_details', ...DOCUMENT_ITEMS] as const satisfies ComplianceItem[];

/** The first rejected item that nobody has changed since. */
export function uncorrectedItem(reasons: ItemReasons): { item: ComplianceItem; reason: string } | null {
  for (const item of COMPLIANCE_ITEMS) {
    const found = reasons[item];
    if (found && !found.isCorrected) return { item, reason: found.reason };
  }
  return null;
}

/** The reasons with one item noted as changed. */
export function withCorrected(reasons: ItemReasons, item: ComplianceItem): ItemReasons {
  const found = reasons[item];
  return found ? { ...reasons, [item]: { ...found, isCorrected: true } } : reasons;
}

/** Days before the end at which the account is told, the earliest first. */
export const REMINDER_DAYS = [30, 7, 1] as const;

/** Whole days from one YYYY-MM-DD to another. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/**
 * What is due for an application on a day (both YYYY-MM-DD in the account's time zone): it has expired once its last
 * valid day is over; before that the reminder of the latest mark that was passed, so that a worker that was away for
 * a week tells the account once, of the nearer end.
 */
export function dueOn(validUntil: string, today: string): { expired: true } | { remind: number; left: number } | null {
  const left = daysBetween(today, validUntil);
  if (left < 0) return { expired: true };
  const passed = REMINDER_DAYS.filter((mark) => left <= mark).at(-1);
  return passed === undefined ? null : { remind: passed, left };
}

interface ChunkPlace {
  accountId: string;
  documentId: string;
  position: number;
  /** Chunks of the whole document: one cut short does not open either. */
  count: number;
}

/** What a document's chunk is sealed for: it opens in no other account, document or place. */
export function chunkScope({ accountId, documentId, position, count }: ChunkPlace) {
  return { purpose: 'twinline compliance document v1', boundTo: `${accountId} ${documentId} ${position}/${count}` };
}
