import { beginEvidence, enterFailure, enterFirstResponse, setMoment } from './detectors/route-evidence';
import type { Engine } from './engine-state';
import { learnOutcome } from './learning';
import { type Called, misjudgedBy, noteInvalid } from './misjudged-numbers';
import type { WatchedRoute } from './states';
import type { Ms } from './types';
import { judgeFailures } from './verdicts';
import type { WatchedAttempt } from './watched-attempt';

/** A trunk called the callee's number invalid. It counts against nobody, unless another trunk completes it. */
export function onInvalidNumber({ state, policy }: Engine, attempt: WatchedAttempt, now: Ms): void {
  noteInvalid(state.invalidNumbers, called(attempt, now), policy);
}

/** The callee was reached: a trunk that called the number invalid not long ago failed it, and is told so now. */
export function onCalleeReached(engine: Engine, attempt: WatchedAttempt, now: Ms): void {
  const { state, policy } = engine;
  const trunkId = misjudgedBy(state.invalidNumbers, called(attempt, now), policy);
  const route = trunkId === null ? undefined : state.trunks.get(trunkId)?.route;
  if (route) enterMisjudgement(engine, route, { callee: attempt.callee, now });
}

function called({ destination, callee, trunk }: WatchedAttempt, at: Ms): Called {
  return { destination, callee, trunkId: trunk.route.trunkId, at };
}

/** As an attempt that begins and fails now: when the number was refused, nobody could know. */
function enterMisjudgement(engine: Engine, route: WatchedRoute, { callee, now }: { callee: number; now: Ms }): void {
  const { evidence } = route;
  setMoment(evidence, now, engine.policy.network.evidenceMaxAgeMs.value);
  const bucket = beginEvidence(evidence);
  enterFirstResponse(evidence, bucket);
  if (!enterFailure(evidence, bucket, callee)) return;
  learnOutcome(engine, route, { failed: true, now });
  judgeFailures(engine, route, now);
}
