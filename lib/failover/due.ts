import { judgeAnswers } from './answers';
import { nextSilenceLook } from './detectors/silence';
import { type Engine, scheduleLook, timerKey, timerOf } from './engine-state';
import { wantProof } from './proofs';
import { judgeMedia, recountCanaries } from './quality';
import { isOut, type WatchedRoute, type WatchedTrunk } from './states';
import { firstTimerAt, popTimer, pushTimer } from './timers';
import { onStateDue } from './trials';
import type { EngineEvent, Ms } from './types';
import { isOnTrial, judgeSilence } from './verdicts';

/** Does what is due until `now`, each thing at its own moment: how often the engine is woken changes nothing. */
export function runDue(engine: Engine, now: Ms): void {
  const { timers } = engine.state;
  for (let at = firstTimerAt(timers); at <= now; at = firstTimerAt(timers)) {
    const { route, kind } = timerOf(engine.state, popTimer(timers));
    if (!route) continue;
    if (kind === 'look' && route.evidence.lookAt === at) look(engine, route, at);
    else if (kind === 'state' && route.stateDueAt === at) stateDue(engine, route, at);
    else if (kind === 'probe') probe(engine, route, at);
    else if (kind === 'proof') wantProof(engine, route, at);
    else if (kind === 'answers') answers(engine, route, at);
  }
}

function stateDue(engine: Engine, route: WatchedRoute, now: Ms): void {
  onStateDue(engine, route, now);
  recountCanaries(engine, route, now);
}

function look(engine: Engine, route: WatchedRoute, now: Ms): void {
  route.evidence.lookAt = Number.POSITIVE_INFINITY;
  if (isOnTrial(engine, route)) return;
  const level = judgeSilence(engine, route, now);
  scheduleLook(engine, route, nextSilenceLook(route.evidence.silence, level));
}

function answers(engine: Engine, { trunkId }: WatchedRoute, now: Ms): void {
  const trunk = engine.state.trunks.get(trunkId);
  if (trunk?.answers.dueAt === now) judgeAnswers(engine, trunk, now);
}

/** Asks for OPTIONS: often while the trunk or a group on it is out, seldom otherwise. */
function probe(engine: Engine, { trunkId }: WatchedRoute, now: Ms): void {
  const trunk = engine.state.trunks.get(trunkId);
  if (!trunk || trunk.probeAt !== now) return;
  const { healthyEveryMs, openEveryMs, learnedAfter } = engine.policy.probes;
  engine.effects.push({ type: 'probe-wanted', trunkId, kind: 'options', destinationGroup: null, dueAt: now });
  const isUrgent = isAway(trunk.route) || [...trunk.groups.values()].some(isAway);
  trunk.optionsAsked += 1;
  // A new trunk's habit is learned within seconds.
  const isNew = trunk.optionsAsked <= 2 * learnedAfter.value;
  trunk.probeAt = now + (isUrgent || isNew ? openEveryMs.value : healthyEveryMs.value);
  pushTimer(engine.state.timers, trunk.probeAt, timerKey(trunk.route, 'probe'));
}

/** Whether nothing but canaries uses the route. */
function isAway({ state }: WatchedRoute): boolean {
  return state.name === 'open' || state.name === 'probing';
}

type ProbeResult = Extract<EngineEvent, { type: 'probe-result' }>;

/** Learns whether the trunk answers OPTIONS, and while it is open whether it does again. */
export function onProbeResult(engine: Engine, { trunkId, kind, ok, media }: ProbeResult, now: Ms): void {
  const trunk = engine.state.trunks.get(trunkId);
  if (trunk && media) judgeMedia(engine, trunk.route, { media, startedAt: now, now });
  if (!trunk || (kind !== 'options' && kind !== 'register')) return;
  trunk.optionsOk = ok;
  learnHabit(trunk, ok);
}

function learnHabit(trunk: WatchedTrunk, ok: boolean): void {
  const isCalm = [trunk.route, ...trunk.groups.values()].every(
    ({ state }) => !isOut(state) && state.name !== 'congested',
  );
  if (!isCalm) return;
  // One missing answer is not yet another habit.
  trunk.optionsAnswered = ok ? Math.min(trunk.optionsAnswered + 1, 100) : Math.max(0, trunk.optionsAnswered - 2);
}
