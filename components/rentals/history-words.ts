import { actionText } from '@/lib/audit/format';
import type { HistoryChange, HistoryItem } from '@/lib/audit/types';
import { formatDay } from '@/lib/datetime';

const FIELDS: Readonly<Record<string, string>> = {
  alias: 'Alias',
  tags: 'Tags',
  notes: 'Notes',
  isProtected: 'Protected from release',
  applicationId: 'Application',
  followsPrimary: 'Follows its primary',
  status: 'Status',
  reason: 'Reason',
  fallbackNumber: 'Fallback',
  fallback: 'Fallback',
  primary: 'Primary',
  reach: 'Fallback area',
  highAvailability: 'High availability',
  paidUntil: 'Paid until',
  validUntil: 'Valid until',
  item: 'Document',
  fileName: 'File',
  email: 'E-mail',
  addressLine1: 'Address',
  addressLine2: 'Address, second line',
  postalCode: 'PIN code',
  complianceApplicationId: 'Compliance application',
};

/** Values whose own name says too little. */
const VALUES: Readonly<Record<string, string>> = {
  'fallback release': 'released',
  'fallback keep': 'kept as an ordinary rental',
  'reach country': 'anywhere in India',
  'reach state': 'same state',
  'reach area': 'same area',
};

/** Internal ids and amounts that stand under Charges mean nothing here. */
const LEFT_OUT: readonly string[] = [
  'pairId',
  'fallbackRentalId',
  'heldMicros',
  'freedMicros',
  'state',
  'number',
  'byteCount',
  'mediaType',
  'countryIso',
  'numberType',
  'submissions',
];

export interface HistoryLine {
  label: string;
  before: string | null;
  after: string | null;
}

type Value = HistoryChange['before'];

function valueText(field: string, value: Value, applications: ReadonlyMap<string, string>): string | null {
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.map(String).join(', ') || null;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const words = VALUES[`${field} ${text}`];
  if (words) return words;
  if (field === 'applicationId') return applications.get(text) ?? 'A deleted application';
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return formatDay(text.slice(0, 10));
  if (/^[1-9]\d{6,14}$/.test(text)) return `+${text}`;
  if (/^[a-z_]+$/.test(text)) return text.replaceAll('_', ' ');
  return text;
}

/** The fields a change touched, in words. */
export function historyLines(
  { changes }: Pick<HistoryItem, 'changes'>,
  applications: ReadonlyMap<string, string>,
): HistoryLine[] {
  return changes
    .filter(({ field }) => !LEFT_OUT.includes(field))
    .map(({ field, before, after }) => ({
      label: FIELDS[field] ?? actionText(field.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()),
      before: valueText(field, before, applications),
      after: valueText(field, after, applications),
    }))
    .filter((line) => line.before !== line.after);
}
