/**
 * How readily a call's callee is expected to answer, as a cumulative hazard: a common level times a factor for each
 * thing known of the call, in this order: all calls, account and campaign, caller number, trunk, destination group,
 * hour, attempt. Each factor is answers seen over answers expected by the factors before it, shrunk to 1 (indirect
 * standardisation, stagewise, so that what two of them share is not counted twice). Learned only while nothing is
 * suspected.
 */
export interface AnswerModel {
  /** By seconds from the INVITE: share of the whole hazard lived through. */
  shape: Float64Array;
  /** By second: answers, and calls that were decided in it. */
  answered: Float64Array;
  decided: Float64Array;
  /** Cumulative hazard before any factor. */
  level: number;
  learned: number;
  /** Calls from which the shape alone is learned, before the factors are: they are measured by it. */
  shapeCalls: number;
  all: Factor;
  factors: Map<string, Factor>;
  hours: Factor[];
  attempts: Factor[];
  /** Calls in the order of starting, learned when all of their time are decided; from `head` on. */
  waiting: AnswerRecord[];
  head: number;
}

/** A call that is watched for its answer. */
export interface AnswerRecord {
  startedAt: number;
  factors: readonly Factor[];
  /** Its cumulative hazard if it rang for ever. */
  weight: number;
  /** H at the age it was decided; -1 while it rings and when it failed on the way. */
  exposure: number;
  afterMs: number;
  answered: boolean;
  /** Whether its trunk is free of suspicion, so that it may be learned. */
  isCalm: boolean;
}

export interface Factor {
  seen: number;
  expected: number;
}

/** What is known of a call; its factors are looked up once, when it begins. */
export interface AnswerTraits {
  accountId: string;
  campaign: string;
  presentedNumber: string;
  trunkId: string;
  destinationGroup: string;
  attemptNumber: number;
}

const SHAPE_SECONDS = 64;
/** A factor of 1 is believed like this many answers. */
const PRIOR_ANSWERS = 30;
const MAX_EXPECTED = 4_000;
const REFRESH_EVERY = 512;
const PRIOR_CALLS = 200;
const MAX_FACTORS = 200_000;

export function createAnswerModel(answerShare: number, shapeCalls: number): AnswerModel {
  const model: AnswerModel = {
    shape: new Float64Array(SHAPE_SECONDS),
    answered: new Float64Array(SHAPE_SECONDS),
    decided: new Float64Array(SHAPE_SECONDS),
    level: -Math.log(1 - answerShare),
    learned: 0,
    shapeCalls,
    all: newFactor(),
    factors: new Map(),
    hours: Array.from({ length: 24 }, newFactor),
    attempts: Array.from({ length: 4 }, newFactor),
    waiting: [],
    head: 0,
  };
  // Until learned: answers between 5 and 25 s after the INVITE, the others ring for 35 s.
  for (let second = 5; second < 25; second += 1) model.answered[second] = (PRIOR_CALLS * answerShare) / 20;
  for (let second = 0; second < SHAPE_SECONDS; second += 1) model.decided[second] = model.answered[second] ?? 0;
  model.decided[35] = PRIOR_CALLS * (1 - answerShare);
  refresh(model);
  return model;
}

function newFactor(): Factor {
  return { seen: 0, expected: 0 };
}

/** The factors of a call, in a fixed order. */
export function factorsOf(model: AnswerModel, traits: AnswerTraits, now: number): Factor[] {
  const { accountId, campaign, presentedNumber, trunkId, destinationGroup, attemptNumber } = traits;
  if (model.factors.size > MAX_FACTORS) model.factors.clear();
  return [
    model.all,
    factor(model, keyOf(accountKeys(accountId), `a ${accountId}`, campaign)),
    factor(model, keyOf(numberKeys, 'n', presentedNumber)),
    factor(model, keyOf(trunkKeys, 't', trunkId)),
    factor(model, keyOf(groupKeys, 'g', destinationGroup)),
    model.hours[Math.floor(now / 3_600_000) % 24] ?? newFactor(),
    model.attempts[Math.min(attemptNumber, 3)] ?? newFactor(),
  ];
}

// Keys already written: a call finds them by names that it holds, and writes none.
const MAX_KEYS = 200_000;
const numberKeys = new Map<string, string>();
const trunkKeys = new Map<string, string>();
const groupKeys = new Map<string, string>();
const campaignKeys = new Map<string, Map<string, string>>();

function accountKeys(accountId: string): Map<string, string> {
  const known = campaignKeys.get(accountId);
  if (known) return known;
  if (campaignKeys.size >= MAX_KEYS) campaignKeys.clear();
  const made = new Map<string, string>();
  campaignKeys.set(accountId, made);
  return made;
}

function keyOf(keys: Map<string, string>, kind: string, name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  if (keys.size >= MAX_KEYS) keys.clear();
  const made = `${kind} ${name}`;
  keys.set(name, made);
  return made;
}

function factor({ factors }: AnswerModel, key: string): Factor {
  const known = factors.get(key);
  if (known) return known;
  const made = newFactor();
  factors.set(key, made);
  return made;
}

function ratio({ seen, expected }: Factor): number {
  return (seen + PRIOR_ANSWERS) / (expected + PRIOR_ANSWERS);
}

/** The cumulative hazard of a call that would ring for ever. */
export function weightOf(model: AnswerModel, factors: readonly Factor[]): number {
  let weight = model.level;
  for (const one of factors) weight *= ratio(one);
  return Math.min(5, weight);
}

/**
 * Learns the calls of which all that began with them are decided: learning each as it is decided would, whenever the
 * rate rises, learn the quick answers before the slow refusals.
 */
export function learnDecided(model: AnswerModel, now: number): void {
  const { waiting } = model;
  for (; model.head < waiting.length; model.head += 1) {
    const record = waiting[model.head];
    if (!record || record.startedAt > now - SHAPE_SECONDS * 1_000) break;
    if (record.isCalm && record.exposure >= 0) learn(model, record);
  }
  if (model.head < 4_096) return;
  waiting.splice(0, model.head);
  model.head = 0;
}

function learn(model: AnswerModel, record: AnswerRecord): void {
  if (model.learned >= model.shapeCalls) learnFactors(model, record);
  const { afterMs, answered } = record;
  const second = Math.min(SHAPE_SECONDS - 1, Math.floor(afterMs / 1_000));
  model.decided[second] = (model.decided[second] ?? 0) + 1;
  if (answered) model.answered[second] = (model.answered[second] ?? 0) + 1;
  model.learned += 1;
  if (model.learned % REFRESH_EVERY === 0 || model.learned === model.shapeCalls) refresh(model);
}

function learnFactors({ level }: AnswerModel, { factors, exposure, answered }: AnswerRecord): void {
  let expected = level * exposure;
  for (const one of factors) {
    one.expected += expected;
    one.seen += answered ? 1 : 0;
    expected *= ratio(one);
    if (one.expected < MAX_EXPECTED) continue;
    one.seen /= 2;
    one.expected /= 2;
  }
}

/** Whether enough is known of a trunk by its own calls to notice that they change. */
export function isTrunkKnown({ factors }: AnswerModel, trunkId: string, answers: number): boolean {
  return (factors.get(keyOf(trunkKeys, 't', trunkId))?.expected ?? 0) >= answers;
}

/** The same of a caller number. */
export function isNumberKnown({ factors }: AnswerModel, presentedNumber: string, answers: number): boolean {
  return (factors.get(keyOf(numberKeys, 'n', presentedNumber))?.expected ?? 0) >= answers;
}

/** Cumulative hazard of the average call as far as learned. */
export function averageHazard({ level, all }: AnswerModel): number {
  return level * ratio(all);
}

/** Nelson-Aalen: the hazard of each second is its answers over those still ringing. */
function refresh(model: AnswerModel): void {
  let atRisk = 0;
  for (const count of model.decided) atRisk += count;
  const isFull = atRisk > 20_000;
  let hazard = 0;
  for (let second = 0; second < SHAPE_SECONDS; second += 1) {
    model.shape[second] = hazard;
    const answered = model.answered[second] ?? 0;
    if (atRisk > 1) hazard += answered / atRisk;
    atRisk -= model.decided[second] ?? 0;
    if (!isFull) continue;
    model.answered[second] = answered / 2;
    model.decided[second] = (model.decided[second] ?? 0) / 2;
  }
  if (hazard <= 0) return;
  for (let second = 0; second < SHAPE_SECONDS; second += 1) model.shape[second] = (model.shape[second] ?? 0) / hazard;
}
