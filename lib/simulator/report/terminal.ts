import type { PolicyRuns } from '../result';
import type { Study } from '../study';
import { comparisonRows } from './rows';
import { breakEvenSentences } from './sentences';
import { faultText, figureText, notRunText } from './wording';

/** The study as lines for a terminal: a table of policies, expectations, break-even. */
export function terminalReport(study: Study): string {
  const { scenario, seeds, policies, expectations, unchecked, breakEven } = study;
  const head = [
    scenario.title,
    `${scenario.name}: ${seeds.length === 1 ? `seed ${seeds[0]}` : `${seeds.length} seeds from ${seeds[0]}, median and 5 % to 95 %`}`,
  ];
  const faults = scenario.faults.map((fault) => `  ${faultText(fault)}`);
  const checked = expectations.map(
    ({ says, found, isMet }) =>
      `  ${isMet ? 'met   ' : 'NOT MET'} ${says}: ${found === null ? 'never' : figureText(found)}`,
  );
  const others = unchecked.map(({ says, notRun }) => `  not checked ${says}: ${notRunText(notRun)}`);
  return [
    ...head,
    ...(faults.length > 0 ? ['', 'Faults', ...faults] : []),
    '',
    ...table(policies),
    ...(checked.length + others.length > 0 ? ['', 'Expectations', ...checked, ...others] : []),
    ...(breakEven ? ['', 'Is it worth it?', ...breakEvenSentences(breakEven).map((sentence) => `  ${sentence}`)] : []),
    '',
    ...policies.map(({ policy, runs }) => `${policy}: result ${runs.map(({ hash }) => hash).join(' ')}`),
  ].join('\n');
}

function table(policies: readonly PolicyRuns[]): string[] {
  const rows = comparisonRows(policies).map(({ label, cells }) => [label, ...cells]);
  return align([['', ...policies.map(({ policy }) => policy)], ...rows]);
}

function align(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
