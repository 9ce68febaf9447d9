import { SERIES_RULES, SERIES_WARNING } from '@/lib/compliance/format';
import type { SeriesUse } from '@/lib/compliance/types';

const NAMES: Readonly<Record<SeriesUse, string>> = {
  landline: 'a landline number',
  '140': 'a 140 number',
  '160': 'a 160 number',
};

/** What calls India's rules allow from the number; banks and insurers read here that it may not be for them. */
export function SeriesNote({ series }: { series: SeriesUse }) {
  const { allowed, forbidden, before } = SERIES_RULES[series];
  return (
    <div className="mt-4 grid max-w-prose gap-1 border-t border-line pt-3 text-sm text-muted">
      <p>
        <span className="font-medium text-fg">Calls from {NAMES[series]}:</span> {allowed} {forbidden}
      </p>
      {before ? <p>{before}</p> : null}
      <p>{SERIES_WARNING}</p>
    </div>
  );
}
