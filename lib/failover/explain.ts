import type { Hop, HopReason, RouteStateName, TraceEntry } from './types';

/** What a route is, in the middle of a sentence. */
export const STATE_WORDS: Readonly<Record<RouteStateName, string>> = {
  healthy: 'healthy',
  suspect: 'under suspicion',
  degraded: 'degraded',
  congested: 'congested',
  open: 'taken out',
  probing: 'being tried with single calls',
  ramping: 'coming back step by step',
};

/** Why a hop stands where it stands, in one sentence. */
export function explainHop({ trunkId, presentedNumber, reason }: Hop): string {
  return `Trunk ${trunkId} presenting ${presentedNumber}: ${explainReason(reason)}`;
}

/** The same without what calls of others add up to: for customers. */
export function outlineHop(hop: Hop): string {
  if (hop.reason.kind !== 'overflow') return explainHop(hop);
  return `Trunk ${hop.trunkId} presenting ${hop.presentedNumber}: the trunk before it is full.`;
}

function explainReason(reason: HopReason): string {
  switch (reason.kind) {
    case 'primary':
      return `the number’s own carrier, ${STATE_WORDS[reason.state]}.`;
    case 'fallback':
      return `the fallback number’s carrier, ${STATE_WORDS[reason.state]}.`;
    case 'route':
      return `next by priority and cost, ${STATE_WORDS[reason.state]}.`;
    case 'canary':
      return `a canary, one of ${percent(reason.share)} of callees that try the recovering route; a healthy hop stands behind it.`;
    case 'ramp':
      return `the recovering route takes ${percent(reason.share)} of callees again, this one among them.`;
    case 'comparison':
      return `${percent(reason.share)} of callees go this way first, to compare the carriers on the same traffic.`;
    case 'forced':
      return `put first by an override: ${withFullStop(reason.reason)}`;
    case 'overflow':
      return `the trunk before it is full, ${figure('used', reason.used)} of ${figure('limit', reason.limit)}.`;
    case 'last-resort':
      return `a last resort, ${STATE_WORDS[reason.state]}; it stays in the plan in case nothing else works.`;
  }
}

const RULE_WORDS: Readonly<Record<string, string>> = {
  silence: 'Calls unanswered by the carrier',
  'network-cusum': 'Failures in the carrier’s network',
  'account-blocked': 'The carrier refuses our account',
  'answer-rate': 'Fewer answers than expected',
  media: 'Poor media on our leg',
  'fails-after-ringing': 'Calls fail after they have rung',
  'set-up-time': 'Calls take long to ring',
  carrier: 'Several trunks of the carrier fail',
  'destination-fault': 'Calls to this destination fail whichever way they go',
  'suspicion-over': 'Nothing more was found',
  'agent-restarted': 'The agent started again and judges the carrier anew',
};

function nameOf(rule: string): string {
  return RULE_WORDS[rule] ?? capitalised(rule.replaceAll('-', ' '));
}

/**
 * What brought a change about, in words alone: its figures count the calls of every account, which are no customer's
 * to read.
 */
export function outlineTrace({ rule, figures }: Pick<TraceEntry, 'rule' | 'figures'>): string {
  const name = nameOf(rule);
  if (figures.rampMs !== undefined) return `Brought back step by step; before: ${uncapitalised(name)}.`;
  if (typeof figures.trunk === 'string') return `From now on judged with the whole of trunk ${figures.trunk}.`;
  return `${name}.`;
}

/** The figures behind a change, in one sentence: "Failures in the carrier’s network: 12 of 20 attempts failed in 6 s; limit 15 %." */
export function explainTrace({ rule, figures }: Pick<TraceEntry, 'rule' | 'figures'>): string {
  const name = nameOf(rule);
  // The rule says what had been wrong.
  if (figures.rampMs !== undefined)
    return `Brought back step by step in ${figure('rampMs', figures.rampMs)}; before: ${uncapitalised(name)}.`;
  if (typeof figures.trunk === 'string') return `From now on judged with the whole of trunk ${figures.trunk}.`;
  const { failures, attempts, windowMs, silent, responded, statistic, ...others } = figures;
  const parts = [countsOf({ failures, attempts, windowMs, silent, responded })];
  if (statistic !== undefined) {
    const limit = others.limit === undefined ? '' : `, limit ${figure('limit', others.limit)}`;
    parts.push(`evidence ${figure('statistic', statistic)}${limit}`);
  }
  for (const [key, value] of Object.entries(others))
    if (key !== 'limit' || statistic === undefined) parts.push(`${wordsOf(key)} ${figure(key, value)}`);
  const told = parts.filter((part) => part !== '');
  return told.length === 0 ? `${name}.` : `${name}: ${told.join('; ')}.`;
}

type Figure = number | string | undefined;

/** What was counted, and in which time; empty when nothing was. */
function countsOf(counted: Record<'failures' | 'attempts' | 'windowMs' | 'silent' | 'responded', Figure>): string {
  const { failures, attempts, windowMs, silent, responded } = counted;
  const within = windowMs === undefined ? '' : ` in ${figure('windowMs', windowMs)}`;
  if (silent !== undefined) {
    const others = responded === undefined ? '' : ` and ${figure('responded', responded)} with one`;
    return `${figure('silent', silent)} calls without a response${others}${within}`;
  }
  if (failures !== undefined && attempts !== undefined)
    return `${figure('failures', failures)} of ${figure('attempts', attempts)} attempts failed${within}`;
  if (failures !== undefined) return `${figure('failures', failures)} failures${within}`;
  if (attempts !== undefined) return `${figure('attempts', attempts)} attempts${within}`;
  return within === '' ? '' : `within ${figure('windowMs', windowMs ?? 0)}`;
}

/** Units stand last in a figure's name and are not spoken with it. */
const UNITS = /(Ms|Seconds|Cps)$/;

/** What names alone do not say. */
const FIGURE_WORDS: Readonly<Record<string, string>> = {
  openings: 'times taken out of late',
  level: 'evidence, where 1 is an alarm,',
  share: 'share of callees that try it',
  canaries: 'single calls that got through',
  cleanMs: 'without a failure for',
  heldMs: 'held for',
  holdMs: 'at least for',
};

function wordsOf(key: string): string {
  const told = FIGURE_WORDS[key];
  if (told !== undefined) return told;
  const words = key.replace(UNITS, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words === '' ? key : words;
}

function figure(key: string, value: number | string): string {
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return 'no limit';
  if (key.endsWith('Ms')) return duration(value);
  if (key.endsWith('Seconds')) return duration(value * 1_000);
  if (key.endsWith('Cps')) return `${significant(value)} calls/s`;
  if (/share$/i.test(key)) return percent(value);
  return significant(value);
}

function duration(ms: number): string {
  if (Math.abs(ms) < 1_000) return `${Math.round(ms)} ms`;
  if (Math.abs(ms) < 120_000) return `${significant(Math.round(ms / 100) / 10)} s`;
  return `${significant(ms / 60_000)} min`;
}

function percent(share: number): string {
  return `${significant(share * 100)} %`;
}

/** Three significant digits; whole numbers stay whole. */
function significant(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(3)));
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function uncapitalised(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function withFullStop(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
