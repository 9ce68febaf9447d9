import { formatInstant } from '@/lib/datetime';
import { figureText, policyLabel } from '@/lib/rehearsals/format';
import type { RunDetail } from '@/lib/rehearsals/types';

/** Whose calls, which policies, who ran it and when. */
export function RunSummaryLine({ run, timeZone }: { run: RunDetail; timeZone: string }) {
  const { source, policies, seeds, createdBy, createdAt, startedAt, finishedAt } = run;
  const took = startedAt && finishedAt ? (finishedAt.getTime() - startedAt.getTime()) / 1_000 : null;
  const parts = [
    source ? callsText(source, timeZone) : null,
    policies.map(policyLabel).join(', '),
    `${seeds} ${seeds === 1 ? 'repeat' : 'repeats'}`,
    `by ${createdBy}, ${formatInstant(createdAt, timeZone)}`,
    took === null || !run.result ? null : `took ${figureText(Math.round(took * 10) / 10)} s`,
  ];
  return <>{parts.filter(Boolean).join(' · ')}</>;
}

function callsText(source: NonNullable<RunDetail['source']>, timeZone: string): string {
  const from = formatInstant(new Date(source.from), timeZone);
  const to = formatInstant(new Date(source.to), timeZone);
  const of = source.kind === 'upload' ? `of ${source.fileName}` : `of your call log on ${source.carrier}`;
  return `${figureText(source.calls)} calls ${of}, ${from} to ${to}`;
}
