import { createBaseline } from './baseline';
import { type Calibration, callsBetweenAlarms, createCalibration, networkScores, silenceSettings } from './calibration';
import { createAnswerChart } from './detectors/answer-chart';
import { type AnswerModel, createAnswerModel } from './detectors/answer-model';
import { createDelays } from './detectors/delays';
import { createEvidence, type TrunkDelays } from './detectors/route-evidence';
import { createTally } from './detectors/tally-chart';
import { HEALTHY } from './health';
import type { Limits } from './limits';
import { createInvalidNumbers, type InvalidNumbers } from './misjudged-numbers';
import type { Policy } from './policy';
import type { QualityCharts } from './quality-charts';
import {
  HEALTHY_STATE,
  type RouteLevel,
  type WatchedCarrier,
  type WatchedNumber,
  type WatchedRoute,
  type WatchedTrunk,
} from './states';
import type { Tables } from './tables';
import { createTimers, pushTimer, type Timers } from './timers';
import type { EngineEffect, Ms } from './types';
import type { WatchedAttempt } from './watched-attempt';
import type { PairRow, WatchedPair } from './watched-pair';

/** Everything the engine remembers: plain data, so that a snapshot is exact. */
export interface EngineState {
  seed: number;
  trunks: Map<string, WatchedTrunk>;
  carriers: Map<string, WatchedCarrier>;
  /** By `index`. */
  routes: WatchedRoute[];
  attempts: Map<number, WatchedAttempt>;
  timers: Timers;
  calibration: Calibration;
  /** Mean healthy calls between false alarms at the present rate. */
  callsBetween: number;
  minute: { startedAt: Ms; attempts: number };
  /** Attempts a second over about an hour. */
  hourRate: number;
  nextIncidentId: number;
  /** Jitters drawn so far. */
  draws: number;
  /** How many routes are not healthy, and how many trunks calls keep away from. */
  disturbed: number;
  trunksOut: number;
  pairs: Map<string, WatchedPair>;
  /** When an alarm was last raised, by what it is about. */
  alarmedAt: Map<string, Ms>;
  refusedNumbers: Map<string, WatchedNumber>;
  /** Version of the tables whose pairs have their test calls planned; -1 before any. */
  provedVersion: number;
  invalidNumbers: InvalidNumbers;
  answerModel: AnswerModel;
  /** Callees called within a quarter of an hour, by a table that later ones overwrite. */
  recentCallees: { places: Float64Array; at: Float64Array };
}

export interface Engine {
  tables: Tables;
  policy: Policy;
  state: EngineState;
  limits: Limits;
  /** What the tables say of pairs, by id. */
  pairs: ReadonlyMap<string, PairRow>;
  /** Of the observation in progress. */
  effects: EngineEffect[];
  /** Records of attempts that are over, for the next ones. */
  spare: WatchedAttempt[];
  quality: QualityCharts;
}

export function createState(policy: Policy, seed: number): EngineState {
  return {
    seed,
    trunks: new Map(),
    carriers: new Map(),
    routes: [],
    attempts: new Map(),
    timers: createTimers(),
    calibration: createCalibration(),
    callsBetween: callsBetweenAlarms(policy, 0),
    minute: { startedAt: Number.NEGATIVE_INFINITY, attempts: 0 },
    hourRate: 0,
    nextIncidentId: 1,
    draws: 0,
    disturbed: 0,
    trunksOut: 0,
    pairs: new Map(),
    alarmedAt: new Map(),
    refusedNumbers: new Map(),
    invalidNumbers: createInvalidNumbers(),
    provedVersion: -1,
    answerModel: createAnswerModel(policy.answerRate.usualShare.value, policy.answerRate.learnCalls.value),
    recentCallees: { places: new Float64Array(CALLEE_PLACES), at: new Float64Array(CALLEE_PLACES) },
  };
}

/** A prime, so that neighbouring numbers fall apart. */
const CALLEE_PLACES = 16_381;

/** First guesses: a border 150 ms away, failures that return as fast as first responses. */
const FIRST_RESPONSES = { medianMs: 150, sigma: 0.7, weight: 50 };
const FIRST_SET_UPS = { medianMs: 2_200, sigma: 0.5, weight: 50 };
const FIRST_FAILURES = { medianMs: 150, sigma: 0.5, weight: 50 };

/** The trunk's record, made when its first attempt is seen; undefined when the tables do not know it. */
export function watchedTrunk(engine: Engine, trunkId: string, now: Ms): WatchedTrunk | undefined {
  const { state, tables, policy } = engine;
  const known = state.trunks.get(trunkId);
  if (known) return known;
  const row = tables.trunks.get(trunkId);
  if (!row) return undefined;
  const delays = {
    responses: createDelays(FIRST_RESPONSES),
    failures: createDelays(FIRST_FAILURES),
    setUps: createDelays(FIRST_SET_UPS),
  };
  const isStream = row.transport !== 'udp';
  const carrier = watchedCarrier(engine, row.carrierId, { delays, isStream });
  const names = { trunkId, carrierId: row.carrierId };
  const trunk: WatchedTrunk = {
    route: addRoute(engine, { level: 'trunk', ...names }, { delays, isStream }),
    groups: new Map(),
    carrier,
    delays,
    baseline: createBaseline(),
    isStream,
    optionsAnswered: 0,
    optionsOk: true,
    optionsAsked: 0,
    probeAt: now + policy.probes.openEveryMs.value,
    rate: 0,
    rateAt: now,
    refusals: { callees: [], numbers: [], since: 0 },
    answers: { own: createAnswerChart(), compared: createAnswerChart(), level: 0, dueAt: Number.POSITIVE_INFINITY },
    poor: createTally(),
    oneWay: createTally(),
    slow: createTally(),
    short: createTally(),
    inhuman: createTally(),
    proofAt: Number.POSITIVE_INFINITY,
    callsProved: 0,
    heardFrom: 0,
  };
  carrier.trunks.push(trunk);
  state.trunks.set(trunkId, trunk);
  pushTimer(state.timers, trunk.probeAt, timerKey(trunk.route, 'probe'));
  return trunk;
}

interface Learned {
  delays: TrunkDelays;
  isStream: boolean;
}

function watchedCarrier(engine: Engine, carrierId: string, learned: Learned): WatchedCarrier {
  const known = engine.state.carriers.get(carrierId);
  if (known) return known;
  const route = addRoute(engine, { level: 'carrier', trunkId: '', carrierId }, learned);
  const carrier = { carrierId, route, trunks: [] };
  engine.state.carriers.set(carrierId, carrier);
  return carrier;
}

/** The record of a destination group on a trunk. */
export function watchedGroup(engine: Engine, trunk: WatchedTrunk, destinationGroup: string): WatchedRoute {
  const known = trunk.groups.get(destinationGroup);
  if (known) return known;
  const { trunkId, carrierId, condition } = trunk.route;
  const made = addRoute(engine, { level: 'group', trunkId, carrierId, destinationGroup }, trunk);
  made.condition.firstResponseMs = condition.firstResponseMs;
  trunk.groups.set(destinationGroup, made);
  return made;
}

/** The record of a number that carriers refuse. */
export function watchedNumber(engine: Engine, trunk: WatchedTrunk, number: string): WatchedNumber {
  const known = engine.state.refusedNumbers.get(number);
  if (known) return known;
  const { trunkId, carrierId } = trunk.route;
  const route = addRoute(engine, { level: 'number', trunkId, carrierId, number }, trunk);
  const made = { route, refusals: { callees: [], numbers: [], since: 0 } };
  engine.state.refusedNumbers.set(number, made);
  return made;
}

interface Names {
  level: RouteLevel;
  trunkId: string;
  carrierId: string;
  destinationGroup?: string;
  number?: string;
}

function addRoute(engine: Engine, names: Names, learned: Learned): WatchedRoute {
  const { state, policy } = engine;
  const { calibration, callsBetween } = state;
  const wanted = { level: names.level, callsBetween };
  const scores = networkScores(calibration, policy, { ...wanted, learned: policy.network.healthyShare.value });
  const silence = silenceSettings(calibration, policy, { ...wanted, isStream: learned.isStream });
  const route: WatchedRoute = {
    index: state.routes.length,
    level: names.level,
    trunkId: names.trunkId,
    carrierId: names.carrierId,
    destinationGroup: names.destinationGroup ?? null,
    number: names.number ?? null,
    state: HEALTHY_STATE,
    condition: { ...HEALTHY, comparisonShare: policy.answerRate.compareShare.value },
    evidence: createEvidence({ delays: learned.delays, scores, silence }),
    suspicion: 0,
    suspicionAt: Number.NEGATIVE_INFINITY,
    flaps: 0,
    flapsAt: 0,
    stateDueAt: Number.POSITIVE_INFINITY,
    congestedShare: 0,
    rungShare: 0,
    attempts: 0,
    failures: 0,
    sharedUntil: 0,
    wellUntil: 0,
    blamedOnTrunkAt: Number.NEGATIVE_INFINITY,
    callsBetween,
  };
  state.routes.push(route);
  return route;
}

const TIMER_KINDS = ['look', 'state', 'probe', 'proof', 'answers'] as const;
export type TimerKind = (typeof TIMER_KINDS)[number];

/** A route's timer as a number, for the heap. */
export function timerKey({ index }: WatchedRoute, kind: TimerKind): number {
  return index * TIMER_KINDS.length + TIMER_KINDS.indexOf(kind);
}

export function timerOf(state: EngineState, key: number): { route: WatchedRoute | undefined; kind: TimerKind } {
  const index = Math.floor(key / TIMER_KINDS.length);
  return { route: state.routes[index], kind: TIMER_KINDS[key - index * TIMER_KINDS.length] ?? 'state' };
}

/** When the silence charts of the route are read next. */
export function scheduleLook({ state }: Engine, route: WatchedRoute, at: Ms): void {
  route.evidence.lookAt = at;
  if (at < Number.POSITIVE_INFINITY) pushTimer(state.timers, at, timerKey(route, 'look'));
}

/** When the trunk's answers are read next. */
export function scheduleAnswers({ state }: Engine, { route, answers }: WatchedTrunk, at: Ms): void {
  answers.dueAt = at;
  if (at < Number.POSITIVE_INFINITY) pushTimer(state.timers, at, timerKey(route, 'answers'));
}

/** When the route's state is looked at next, whatever happens. */
export function scheduleState({ state }: Engine, route: WatchedRoute, at: Ms): void {
  route.stateDueAt = at;
  if (at < Number.POSITIVE_INFINITY) pushTimer(state.timers, at, timerKey(route, 'state'));
}
