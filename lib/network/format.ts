import type { CarrierSummary, TrunkSummary } from './types';

/** What a fault of a sandbox carrier can be, as the dialog offers it. */
export const FAULT_KINDS = {
  silent: { label: 'Silent', hint: 'Nothing comes back from the carrier.', figures: [] },
  error: { label: 'Fails calls', hint: 'Calls end at once with a SIP code.', figures: ['sipCode'] },
  congestion: {
    label: 'Congestion',
    hint: 'The carrier has room for fewer calls than its contract says.',
    figures: ['callsPerSecond', 'channels'],
  },
  quality: {
    label: 'Poor quality',
    hint: 'Packets are lost and late on our leg.',
    figures: ['lossPercent', 'jitterMs'],
  },
  'one-way-audio': { label: 'One-way audio', hint: 'No sound comes from the far end.', figures: [] },
  slow: { label: 'Slow set-up', hint: 'Every response comes later.', figures: ['addsMs'] },
  'answer-rate': {
    label: 'Fewer answers',
    hint: 'Calls ring into the void: this share of the usual answers remains.',
    figures: ['answerPercent'],
  },
  'false-answer': {
    label: 'False answers',
    hint: 'The carrier answers, and bills, calls that the callee did not.',
    figures: [],
  },
  drops: { label: 'Dropped calls', hint: 'Calls in progress are cut off.', figures: ['afterSeconds'] },
  suspended: { label: 'Account suspended', hint: 'The carrier refuses every call of ours with 403.', figures: [] },
  refused: { label: 'Connection refused', hint: 'The carrier’s border is not to be reached.', figures: [] },
} as const satisfies Record<string, { label: string; hint: string; figures: readonly FigureName[] }>;

export type FaultKind = keyof typeof FAULT_KINDS;

/** Figures a person may set; whole numbers. */
export const FAULT_FIGURES = {
  sipCode: { label: 'SIP code', min: 400, max: 699, usual: 503 },
  sharePercent: { label: 'Share of calls it meets, %', min: 1, max: 100, usual: 100 },
  addsMs: { label: 'Added set-up time, ms', min: 100, max: 30_000, usual: 6_000 },
  channels: { label: 'Channels left', min: 1, max: 100_000, usual: 1_000 },
  callsPerSecond: { label: 'Calls a second left', min: 1, max: 10_000, usual: 3 },
  lossPercent: { label: 'Packets lost, %', min: 0, max: 100, usual: 15 },
  jitterMs: { label: 'Jitter, ms', min: 0, max: 1_000, usual: 40 },
  answerPercent: { label: 'Answers that remain, %', min: 0, max: 100, usual: 40 },
  afterSeconds: { label: 'Talk before the cut, s', min: 1, max: 600, usual: 15 },
} as const;

export type FigureName =
  | 'sipCode'
  | 'sharePercent'
  | 'addsMs'
  | 'channels'
  | 'callsPerSecond'
  | 'lossPercent'
  | 'jitterMs'
  | 'answerPercent'
  | 'afterSeconds';

export function isFigureName(name: string): name is FigureName {
  return Object.hasOwn(FAULT_FIGURES, name);
}

/** The figures a kind of fault takes; every one can harm a share of the calls only. */
export function faultFigures(kind: FaultKind): readonly FigureName[] {
  return [...FAULT_KINDS[kind].figures, 'sharePercent'];
}

/** In the order they are offered. */
export const FAULT_KIND_NAMES = [
  'silent',
  'error',
  'congestion',
  'quality',
  'one-way-audio',
  'slow',
  'answer-rate',
  'false-answer',
  'drops',
  'suspended',
  'refused',
] as const satisfies readonly FaultKind[];

export type FaultFigures = Partial<Record<FigureName, number>>;

const percentOf = (value: number) => value / 100;

/** Each figure as a scenario file writes it. */
const SCENARIO_FIGURES: Readonly<Record<FigureName, (value: number) => Record<string, number | string>>> = {
  sipCode: (sipCode) => ({ sipCode }),
  sharePercent: (value) => ({ share: percentOf(value) }),
  addsMs: (value) => ({ adds: `${value}ms` }),
  channels: (channels) => ({ channels }),
  callsPerSecond: (cps) => ({ cps }),
  lossPercent: (value) => ({ loss: percentOf(value) }),
  jitterMs: (jitterMs) => ({ jitterMs }),
  answerPercent: (value) => ({ factor: percentOf(value) }),
  afterSeconds: (value) => ({ after: `${value}s` }),
};

/** A fault as a scenario file writes it, without times and scope; figures left out are the usual ones. */
export function scenarioFault(kind: FaultKind, figures: FaultFigures): Record<string, number | string> {
  const fault: Record<string, number | string> = { kind };
  for (const name of faultFigures(kind))
    Object.assign(fault, SCENARIO_FIGURES[name](figures[name] ?? FAULT_FIGURES[name].usual));
  return fault;
}

/** "Silent", "Poor quality, packets lost 15 %". */
export function faultWords(kind: FaultKind, figures: FaultFigures): string {
  const parts = faultFigures(kind)
    .filter((name) => name !== 'sharePercent' || (figures.sharePercent ?? 100) < 100)
    .map((name) => {
      const [label = '', unit = ''] = FAULT_FIGURES[name].label.split(', ');
      return `${label.toLowerCase().replace('sip', 'SIP')} ${figures[name] ?? FAULT_FIGURES[name].usual}${unit && ` ${unit}`}`;
    });
  return [FAULT_KINDS[kind].label, ...parts].join(', ');
}

function isFaultKind(kind: unknown): kind is FaultKind {
  return typeof kind === 'string' && Object.hasOwn(FAULT_KINDS, kind);
}

/** A stored fault in words: "Fails calls (SIP code 503)". */
export function storedFaultWords(fault: unknown): string {
  if (typeof fault !== 'object' || fault === null || !('kind' in fault) || !isFaultKind(fault.kind)) return 'Fault';
  const { label } = FAULT_KINDS[fault.kind];
  return 'sipCode' in fault ? `${label} with ${String(fault.sipCode)}` : label;
}

/** The trunks that calls may go over, each with its carrier. */
export function trunksInUse(carriers: readonly CarrierSummary[]): { carrier: CarrierSummary; trunk: TrunkSummary }[] {
  return carriers.flatMap((carrier) =>
    carrier.trunks.filter(({ isEnabled }) => isEnabled).map((trunk) => ({ carrier, trunk })),
  );
}
