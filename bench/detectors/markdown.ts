import { CLOSED_LOOPS } from './closed-loops';
import { BOUNDS, CONTESTANTS } from './contestants';
import { type Cell, type Health, keepsBudget, type Leaderboard, loopNames, OURS } from './leaderboard';
import { printRunLengths } from './run-lengths';
import { FAULT_KINDS, FAULTS } from './scenario';
import { average, type Summary } from './statistics';
import { figure, table } from './table';
import type { Target } from './targets';

const NONE = '–';

/** The leaderboard as a document. */
export function markdown(board: Leaderboard, targets: readonly Target[]): string {
  return [
    '# Detectors side by side',
    '',
    intro(board),
    '',
    '## Targets',
    '',
    ...targetTable(targets),
    '',
    '## Mean time to detect',
    '',
    'Seconds from the start of a fault until traffic had left it; `> x`: some runs had not seen it after x seconds. ' +
      '**Bold**: soonest of those within the false-opens budget at that rate, or within 10 % of it. ~~Struck~~: over ' +
      'that budget, hence not ranked. –: is told nothing by which it could see it.',
    '',
    ...overview(board),
    ...FAULT_KINDS.flatMap((fault) => ['', `## ${FAULTS[fault].title}`, ...details(board, fault)]),
    '',
    '## False opens on good traffic',
    '',
    ...healthTable(board),
    '',
    ...printRunLengths(),
    ...closedTables(board),
    '',
  ].join('\n');
}

function intro({ size, calls }: Leaderboard): string {
  return (
    `${size.seeds} seeds a cell, ${calls.toLocaleString('en')} simulated calls, the same traffic and faults for all. ` +
    'What is measured, how and within what limits: bench/README.md.'
  );
}

function targetTable(targets: readonly Target[]): string[] {
  return table(
    ['target', 'at most', 'measured', ''],
    targets.map(({ what, unit, atMost, measured, isMet }) => [
      what,
      `${figure(atMost)} ${unit}`.trim(),
      `${figure(measured)} ${unit}`.trim(),
      isMet ? 'met' : '**missed**',
    ]),
  );
}

function overview(board: Leaderboard): string[] {
  const columns = board.size.rates.flatMap((rate) => FAULT_KINDS.map((fault) => ({ rate, fault })));
  const faultRows = FAULT_KINDS.flatMap((fault) =>
    board.size.rates.map((rate) => [
      `${FAULTS[fault].title}, ${rate}/s`,
      seconds(board.limits.find((one) => one.rate === rate && one.fault === fault)?.limit.ms ?? 0),
      ...CONTESTANTS.map(({ name }) => meanText(board, findCell(board, { contestant: name, rate, fault }))),
    ]),
  );
  return columns.length === 0 ? [] : table(['', 'limit', ...CONTESTANTS.map(({ title }) => title)], faultRows);
}

type CellName = Pick<Cell, 'contestant' | 'rate' | 'fault'>;

function findCell({ cells }: Leaderboard, { contestant, rate, fault }: CellName): Cell | undefined {
  return cells.find((cell) => cell.contestant === contestant && cell.rate === rate && cell.fault === fault);
}

function meanText(board: Leaderboard, cell: Cell | undefined): string {
  if (!cell?.time) return NONE;
  const text = meanOf(cell.time);
  if (!keepsBudget(board.health, cell)) return `~~${text}~~`;
  return cell.place === 1 ? `**${text}**` : text;
}

function meanOf({ missed, meanMs }: Summary): string {
  return missed > 0 ? `> ${seconds(meanMs)}` : seconds(meanMs);
}

function details(board: Leaderboard, fault: Cell['fault']): string[] {
  const head = ['', 'median s', 'p95 s', 'mean s (95 %)', 'to limit', 'calls met', 'missed', 'place'];
  return board.size.rates.flatMap((rate) => {
    const { limit } = board.limits.find((one) => one.rate === rate && one.fault === fault) ?? { limit: null };
    const cells = board.cells.filter((cell) => cell.rate === rate && cell.fault === fault);
    const inCalls = limit?.calls ? `, ${figure(limit.calls)} calls` : '';
    return [
      '',
      `### ${rate} calls a second (information limit ${seconds(limit?.ms ?? 0)} s${inCalls})`,
      '',
      ...table(
        head,
        cells.map((cell) => detailRow(board, cell)),
      ),
    ];
  });
}

function detailRow(board: Leaderboard, cell: Cell): string[] {
  const { time, callsUntil, ratio, place } = cell;
  const title = CONTESTANTS.find(({ name }) => name === cell.contestant)?.title ?? cell.contestant;
  if (!time) return [title, ...Array.from({ length: 7 }, () => NONE)];
  const bound = time.missed > 0 ? '> ' : '';
  return [
    title,
    seconds(time.medianMs),
    seconds(time.p95Ms),
    `${meanOf(time)} ± ${seconds(time.plusMinusMs)}`,
    `${bound}${figure(ratio)} ×`,
    `${bound}${figure(callsUntil)}`,
    `${time.missed} of ${time.n}`,
    keepsBudget(board.health, cell) ? String(place ?? NONE) : 'over budget',
  ];
}

function healthTable({ health, size }: Leaderboard): string[] {
  const row = (title: string, of: Pick<Health, 'contestant' | 'isControlled'>) => [
    title,
    ...size.rates.map((rate) => {
      const found = health.find(
        (one) => one.contestant === of.contestant && one.rate === rate && one.isControlled === of.isControlled,
      );
      if (!found) return NONE;
      return `${found.falseOpens} in ${figure(found.calls / 1e6)} M${found.keepsBudget ? '' : ' (over)'}`;
    }),
  ];
  const rows = CONTESTANTS.map(({ name, title }) => row(title, { contestant: name, isControlled: false }));
  const controlled = row('Twinline, with control', { contestant: OURS, isControlled: true });
  return table(['', ...size.rates.map((rate) => `${rate}/s`)], [...rows, controlled]);
}

function closedTables({ closed }: Leaderboard): string[] {
  if (closed.length === 0) return [];
  return loopNames().flatMap((loop) => [
    '',
    `## Full simulation: ${CLOSED_LOOPS[loop].title}`,
    '',
    ...table(
      ['', 'calls placed into it', 'conversations lost', 'beyond the oracle', 'openings and closings', 'rung twice'],
      [...CONTESTANTS, ...BOUNDS].map(({ name, title }) => {
        const runs = closed.find((one) => one.contestant === name && one.loop === loop)?.runs ?? [];
        const oracle = closed.find((one) => one.contestant === 'oracle' && one.loop === loop)?.runs ?? [];
        const lost = average(runs.map((run) => run.lost));
        return [
          title,
          figure(average(runs.map((run) => run.harmed))),
          figure(lost),
          figure(lost - average(oracle.map((run) => run.lost))),
          figure(average(runs.map((run) => run.stateChanges))),
          figure(runs.reduce((sum, run) => sum + run.rungTwice, 0)),
        ];
      }),
    ),
  ]);
}

function seconds(ms: number): string {
  return figure(ms / 1_000);
}
