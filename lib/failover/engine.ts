import { onEnded, onProgress, onResponse, onStarted } from './attempts';
import { decide } from './decide';
import { onProbeResult, runDue } from './due';
import { createState, type Engine, type EngineState } from './engine-state';
import { liveHealth } from './live-health';
import type { Policy } from './policy';
import { decodeGraph, type EncodedGraph, encodeGraph } from './snapshot';
import type { Tables } from './tables';
import { firstTimerAt } from './timers';
import type { EngineEvent, Ms, Observation, Router } from './types';

export type { Engine } from './engine-state';

export interface EngineOptions {
  tables: Tables;
  policy: Policy;
  /** Seeds the jitter of holds; the engine has no other chance in it. */
  seed: number;
}

const NOTHING: Observation = { effects: [] };

/** An engine that knows nothing yet: every route is healthy until its calls say otherwise. */
export function createEngine({ tables, policy, seed }: EngineOptions): Engine {
  return { tables, policy, state: createState(policy, seed), effects: [] };
}

/**
 * Tells the engine what happened; times never run backwards. Answers what the host should do. Everything that was
 * due before `now` happens first, at its own moment.
 */
export function observe(engine: Engine, event: EngineEvent, now: Ms): Observation {
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
    case 'call-ended':
      engine.state.attempts.delete(event.attemptId);
      break;
    case 'probe-result':
      onProbeResult(engine, event);
      break;
  }
}

type Progress = Extract<EngineEvent, { type: 'first-response' | 'ringing' | 'answered' }>;

function takeProgress(engine: Engine, { type, attemptId }: Progress, now: Ms): void {
  const attempt = engine.state.attempts.get(attemptId);
  if (!attempt) return;
  if (type === 'first-response') onResponse(engine, attempt, now);
  else onProgress(engine, attempt, now);
}

/** The state as one JSON value, exact: an engine restored from it goes on as if it had never stopped. */
export function snapshot({ state }: Engine): EncodedGraph {
  return encodeGraph(state);
}

/**
 * An engine that goes on from a snapshot.
 * @throws TypeError when it is not a snapshot of this version.
 */
export function restore({ tables, policy }: Omit<EngineOptions, 'seed'>, encoded: EncodedGraph): Engine {
  const state = decodeGraph(encoded);
  if (!isEngineState(state)) throw new TypeError('This is not a snapshot of this version of the engine.');
  return { tables, policy, state, effects: [] };
}

/** `encodeGraph` wrote it from an `EngineState`, whose version changes with its shape. */
function isEngineState(value: unknown): value is EngineState {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1 && 'routes' in value;
}

/** Puts new tables in force at once; what is known of trunks, groups and numbers stays with their ids. */
export function setTables(engine: Engine, tables: Tables): void {
  engine.tables = tables;
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
    mayRetry: () => ({ allowed: true, refusedBy: null }),
    nextTickAt: () => firstTimerAt(engine.state.timers),
  };
}
