import {
  onAnswered,
  onCallEnded,
  onEnded,
  onForgotten,
  onLateResponse,
  onProgress,
  onResponse,
  onStarted,
} from './attempts';
import { decide } from './decide';
import { onProbeResult, runDue } from './due';
import { createState, type Engine, type EngineState } from './engine-state';
import { Limits, type LimitsSnapshot } from './limits';
import { liveHealth } from './live-health';
import { onCalleeReached } from './misjudging';
import { onPairProof, pairRows, returnToPrimary } from './pairs';
import type { Policy } from './policy';
import { planProofs } from './proofs';
import { createQualityCharts } from './quality-charts';
import { decodeGraph, type EncodedGraph, encodeGraph } from './snapshot';
import type { Tables } from './tables';
import { firstTimerAt } from './timers';
import type { EngineEvent, Ms, Observation, Override, Router } from './types';

export type { Engine } from './engine-state';

export interface EngineOptions {
  tables: Tables;
  policy: Policy;
  /** Seeds the jitter of holds; the engine has no other chance in it. */
  seed: number;
}

/** Of the shape of what the engine remembers; `snapshot-shape.json` holds both. */
export const SNAPSHOT_VERSION = 4;

const NOTHING: Observation = { effects: [] };

/** An engine that knows nothing yet: every route is healthy until its calls say otherwise. */
export function createEngine({ tables, policy, seed }: EngineOptions): Engine {
  const limits = new Limits({ policy, tables });
  return assemble({ tables, policy, state: createState(policy, seed), limits });
}

/**
 * Tells the engine what happened; times never run backwards. Answers what the host should do. Everything that was
 * due before `now` happens first, at its own moment.
 */
export function observe(engine: Engine, event: EngineEvent, now: Ms): Observation {
  planProofs(engine, now);
  runDue(engine, now);
  take(engine, event, now);
  if (engine.effects.length === 0) return NOTHING;
  const { effects } = engine;
  engine.effects = [];
  return { effects };
}

function take(engine: Engine, event: EngineEvent, now: Ms): void {
  switch (event.type) {
    case 'attempt-started':
      onStarted(engine, event, now);
      break;
    case 'first-response':
    case 'ringing':
    case 'answered':
      takeProgress(engine, event, now);
      break;
    case 'attempt-ended':
      onEnded(engine, event, now);
      break;
    case 'attempt-forgotten':
      onForgotten(engine, event.attemptId, now);
      break;
    case 'late-response':
      onLateResponse(engine, event, now);
      break;
    case 'call-ended':
      onCallEnded(engine, event, now);
      break;
    case 'probe-result':
      onProbeResult(engine, event, now);
      break;
    case 'capacity':
      engine.limits.capacity.reconcile(event.trunkId, event.channelsInUse);
      break;
    case 'override':
      takeOverride(engine, event.override);
      break;
    case 'override-ended':
      engine.limits.overrides.release(event.target);
      if (event.target.kind === 'pair') returnToPrimary(engine, event.target.pairId);
      break;
    case 'tick':
      engine.limits.overrides.takeExpired(now);
      break;
    case 'pair-proof':
      onPairProof(engine, event, now);
      break;
  }
}

/** Taking a pair's fallback out of use brings the pair back to its primary: it does not stay there afterwards either. */
function takeOverride(engine: Engine, override: Override): void {
  engine.limits.overrides.set(override);
  const { target, action } = override;
  if (target.kind === 'pair' && action === 'drain') returnToPrimary(engine, target.pairId);
}

type Progress = Extract<EngineEvent, { type: 'first-response' | 'ringing' | 'answered' }>;

function takeProgress(engine: Engine, event: Progress, now: Ms): void {
  const attempt = engine.state.attempts.get(event.attemptId);
  if (!attempt) return;
  if (event.type === 'first-response') onResponse(engine, attempt, now);
  else {
    if (event.type === 'answered') onAnswered(engine, attempt, now);
    else onProgress(engine, attempt, now);
    // Early media may be the announcement that the number is not in use.
    if (event.type === 'answered' || !event.earlyMedia) onCalleeReached(engine, attempt, now);
  }
}

/** The state as one JSON value, exact: an engine restored from it goes on as if it had never stopped. */
export function snapshot(engine: Engine): EncodedGraph {
  return encodeGraph(memoryOf(engine));
}

/** The state itself, for a host that copies it at once by means of its own; the engine goes on changing it. */
export function memoryOf({ state, limits }: Engine): Remembered {
  return { version: SNAPSHOT_VERSION, state, limits: limits.snapshot() };
}

/**
 * An engine that goes on from a snapshot.
 * @throws TypeError when it is not a snapshot of this version.
 */
export function restore(options: Omit<EngineOptions, 'seed'>, encoded: EncodedGraph): Engine {
  return goOnFrom(options, decodeGraph(encoded));
}

/**
 * An engine that goes on from a copy of what `memoryOf` gave.
 * @throws TypeError when it is none of this version.
 */
export function goOnFrom({ tables, policy }: Omit<EngineOptions, 'seed'>, remembered: unknown): Engine {
  if (!isRemembered(remembered)) throw new TypeError('This is not a snapshot of this version of the engine.');
  const limits = new Limits({ policy, tables }, remembered.limits);
  limits.capacity.keepsRoomForPairs = remembered.state.trunksOut > 0;
  return assemble({ tables, policy, state: remembered.state, limits });
}

/** An engine from what it knows; the rest of it is worked out anew. */
function assemble(parts: Pick<Engine, 'tables' | 'policy' | 'state' | 'limits'>): Engine {
  return { ...parts, pairs: pairRows(parts.tables), effects: [], spare: [], quality: createQualityCharts() };
}

interface Remembered {
  version: typeof SNAPSHOT_VERSION;
  state: EngineState;
  limits: LimitsSnapshot;
}

/** `snapshot` wrote it from those very types; its version changes with their shape. */
function isRemembered(value: unknown): value is Remembered {
  if (typeof value !== 'object' || value === null || !('version' in value)) return false;
  return value.version === SNAPSHOT_VERSION && 'state' in value;
}

/** Puts new tables in force at once; what is known of trunks, groups and numbers stays with their ids. */
export function setTables(engine: Engine, tables: Tables): void {
  engine.tables = tables;
  engine.pairs = pairRows(tables);
  engine.limits.setTables(tables);
}

/** The engine as what places calls. */
export function engineRouter(engine: Engine): Router {
  const health = liveHealth(engine);
  const routing = {
    get tables() {
      return engine.tables;
    },
    policy: engine.policy,
    health,
  };
  return {
    decide: (call, now) => decide(routing, call, now),
    observe: (event, now) => observe(engine, event, now),
    mayRetry: (call, next, now) => engine.limits.mayRetry(call, next, now),
    nextTickAt: () => Math.min(firstTimerAt(engine.state.timers), engine.limits.overrides.nextExpiry()),
  };
}
