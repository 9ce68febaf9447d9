import { fieldText } from '@/lib/audit/format';
import type { HistoryChange } from '@/lib/audit/types';

/** A value of a change as text; nothing for none. */
export function valueText(value: HistoryChange['before']): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** All changes in one line: "Role developer → support". */
export function changeSummary(changes: readonly HistoryChange[]): string {
  return changes
    .map(({ field, before, after }) => {
      const [old, now] = [valueText(before), valueText(after)];
      const values = old === '' || now === '' ? old || now : `${old} → ${now}`;
      return `${fieldText(field)} ${values}`.trim();
    })
    .join(', ');
}
