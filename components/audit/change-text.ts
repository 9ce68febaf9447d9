import { fieldText } from '@/lib/audit/format';
import type { HistoryChange } from '@/lib/audit/types';
import { toDecimal } from '@/lib/money';

const MICROS_OF_CENT = 10_000n;

/** A value of a change as text; nothing for none. Money is kept in micros and read in whole units. */
export function valueText(value: HistoryChange['before'], field: string): string {
  if (value === null) return '';
  if (field.endsWith('Micros') && /^-?\d{1,18}$/.test(String(value))) {
    const micros = BigInt(String(value));
    return toDecimal(micros, micros % MICROS_OF_CENT === 0n ? 2 : 6);
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** All changes in one line: "Role developer → support". */
export function changeSummary(changes: readonly HistoryChange[]): string {
  return changes
    .map(({ field, before, after }) => {
      const [old, now] = [valueText(before, field), valueText(after, field)];
      const values = old === '' || now === '' ? old || now : `${old} → ${now}`;
      return `${fieldText(field)} ${values}`.trim();
    })
    .join(', ');
}
