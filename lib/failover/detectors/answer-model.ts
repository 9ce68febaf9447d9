import { exposureAt } from './answer-chart';

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
  /** By account and campaign. */
  campaigns: Map<string, Map<string, Factor>>;
  numbers: Map<string, NumberFactor>;
  trunks: Map<string, Factor>;
  groups: Map<string, Factor>;
  hours: Factor[];
  attempts: Factor[];
  /**
   * Calls in the order of starting, learned when all of their time are decided: a ring found by `sequence & mask`, of which
   * those from `head` to before `tail` wait. Its records are reused.
   */
  waiting: AnswerRecord[];
  mask: number;
  head: number;
  tail: number;
}

/** A call that is watched for its answer. */
export interface AnswerRecord {
  startedAt: number;
  afterMs: number;
  answered: boolean;
  /** Whether it was decided, and not failed on the way, over a trunk free of suspicion: then it may be learned. */
  isUsual: boolean;
  campaign: Factor;
  number: NumberFactor;
  trunk: Factor;
  group: Factor;
  hour: Factor;
  attempt: Factor;
}

export interface Factor {
  seen: number;
  expected: number;
}

/** A caller number's factor, and how far its answers are behind, in nats. */
export interface NumberFactor extends Factor {
  behind: number;
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
const MAX_EXPECTED = 40_000;
const REFRESH_EVERY = 512;
const PRIOR_CALLS = 200;
/** Of numbers, campaigns and the like; beyond it all are learned anew, so that memory stays bounded. */
const MAX_NAMES = 200_000;
const FIRST_RECORDS = 64;

export function createAnswerModel(answerShare: number, shapeCalls: number): AnswerModel {
  const model: AnswerModel = {
    shape: new Float64Array(SHAPE_SECONDS),
    answered: new Float64Array(SHAPE_SECONDS),
    decided: new Float64Array(SHAPE_SECONDS),
    level: -Math.log(1 - answerShare),
    learned: 0,
    shapeCalls,
    all: newFactor(),
    campaigns: new Map(),
    numbers: new Map(),
    trunks: new Map(),
    groups: new Map(),
    hours: Array.from({ length: 24 }, newFactor),
    attempts: Array.from({ length: 4 }, newFactor),
    waiting: Array.from({ length: FIRST_RECORDS }, newRecord),
    mask: FIRST_RECORDS - 1,
    head: 0,
    tail: 0,
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

function newRecord(): AnswerRecord {
  const none = newFactor();
  const factors = { campaign: none, number: newNumber(), trunk: none, group: none, hour: none, attempt: none };
  return { startedAt: 0, afterMs: 0, answered: false, isUsual: false, ...factors };
}

function newNumber(): NumberFactor {
  return { seen: 0, expected: 0, behind: 0 };
}

/** Begins to watch a call; answers its sequence number. Its factors are looked up once, here. */
export function watch(model: AnswerModel, traits: AnswerTraits, now: number): number {
  const { accountId, campaign, presentedNumber, trunkId, destinationGroup, attemptNumber } = traits;
  if (model.tail - model.head > model.mask) grow(model);
  const sequence = model.tail;
  model.tail += 1;
  const record = recordAt(model, sequence);
  record.startedAt = now;
  record.isUsual = false;
  record.campaign = found(found(model.campaigns, accountId, newCampaigns), campaign, newFactor);
  record.number = found(model.numbers, presentedNumber, newNumber);
  record.trunk = found(model.trunks, trunkId, newFactor);
  record.group = found(model.groups, destinationGroup, newFactor);
  record.hour = model.hours[Math.floor(now / 3_600_000) % 24] ?? model.all;
  record.attempt = model.attempts[Math.min(attemptNumber, 3)] ?? model.all;
  return sequence;
}

function newCampaigns(): Map<string, Factor> {
  return new Map();
}

function found<Value>(values: Map<string, Value>, name: string, make: () => Value): Value {
  const known = values.get(name);
  if (known !== undefined) return known;
  if (values.size >= MAX_NAMES) values.clear();
  const made = make();
  values.set(name, made);
  return made;
}

/** The record of a call that is watched; of one that has left the ring only as long as no other call has its place. */
export function recordAt({ waiting, mask }: AnswerModel, sequence: number): AnswerRecord {
  const record = waiting[sequence & mask];
  if (!record) throw new RangeError(`There is no record of the call ${sequence}.`);
  return record;
}

/** Whether the call still waits to be learned: one that rings longer than all others has been given up. */
export function isWatched({ head }: AnswerModel, sequence: number): boolean {
  return sequence >= head;
}

function grow(model: AnswerModel): void {
  const { waiting, mask, head, tail } = model;
  model.mask = 2 * mask + 1;
  model.waiting = Array.from({ length: model.mask + 1 }, newRecord);
  for (let sequence = head; sequence < tail; sequence += 1) {
    const record = waiting[sequence & mask];
    if (record) model.waiting[sequence & model.mask] = record;
  }
}

function ratio({ seen, expected }: Factor): number {
  return (seen + PRIOR_ANSWERS) / (expected + PRIOR_ANSWERS);
}

/** The cumulative hazard of a call that would ring for ever. */
export function weightOf({ level, all }: AnswerModel, record: AnswerRecord): number {
  const { campaign, number, trunk, group, hour, attempt } = record;
  const ofCall = level * ratio(all) * ratio(campaign) * ratio(number);
  return Math.min(5, ofCall * ratio(trunk) * ratio(group) * ratio(hour) * ratio(attempt));
}

/**
 * Learns the calls of which all that began with them are decided: learning each as it is decided would, whenever the
 * rate rises, learn the quick answers before the slow refusals.
 */
export function learnDecided(model: AnswerModel, now: number): void {
  for (; model.head < model.tail; model.head += 1) {
    const record = recordAt(model, model.head);
    if (record.startedAt > now - SHAPE_SECONDS * 1_000) break;
    if (record.isUsual) learn(model, record);
  }
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

/**
 * Each factor explains what those before it leave over. Exposure is by the shape as known now: the one in force when
 * the call ended may have been a guess.
 */
function learnFactors({ level, shape, all }: AnswerModel, record: AnswerRecord): void {
  const { answered } = record;
  const ofAll = level * exposureAt(shape, record.afterMs);
  const ofCampaign = learnFactor(all, ofAll, answered);
  const ofNumber = learnFactor(record.campaign, ofCampaign, answered);
  const ofTrunk = learnFactor(record.number, ofNumber, answered);
  const ofGroup = learnFactor(record.trunk, ofTrunk, answered);
  const ofHour = learnFactor(record.group, ofGroup, answered);
  const ofAttempt = learnFactor(record.hour, ofHour, answered);
  learnFactor(record.attempt, ofAttempt, answered);
}

/** Answers what is expected with this factor taken into account. */
function learnFactor(factor: Factor, expected: number, answered: boolean): number {
  factor.expected += expected;
  factor.seen += answered ? 1 : 0;
  const explained = expected * ratio(factor);
  if (factor.expected >= MAX_EXPECTED) {
    factor.seen /= 2;
    factor.expected /= 2;
  }
  return explained;
}

/** Whether enough is known of a trunk by its own calls to notice that they change. */
export function isTrunkKnown({ trunks }: AnswerModel, trunkId: string, answers: number): boolean {
  return (trunks.get(trunkId)?.expected ?? 0) >= answers;
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
