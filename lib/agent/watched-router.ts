import type { EngineEvent, Ms, Observation, Router } from '@/lib/failover/types';
import type { Recording } from './recording';

interface Watcher {
  recording: Recording;
  /** Before the router is told. */
  onEvent(event: EngineEvent, now: Ms): void;
  onObservation(observation: Observation, now: Ms): void;
  /** How long a decision took, in whole microseconds, its recording included. */
  decisions: { add(micros: number): void };
}

/** The router with everything it is told, asked and answers taken note of, in order. */
export function watchedRouter(router: Router, { recording, onEvent, onObservation, decisions }: Watcher): Router {
  return {
    nextTickAt: (now) => router.nextTickAt(now),
    decide: (call, now) => {
      const begunAt = performance.now();
      recording.makeRoom(now);
      const plan = router.decide(call, now);
      recording.decided(call, plan, now);
      decisions.add(Math.round((performance.now() - begunAt) * 1_000));
      return plan;
    },
    mayRetry: (call, hop, now) => {
      recording.makeRoom(now);
      const decision = router.mayRetry(call, hop, now);
      recording.retried({ call, hop }, decision, now);
      return decision;
    },
    observe: (event, now) => {
      recording.makeRoom(now);
      onEvent(event, now);
      const observation = router.observe(event, now);
      recording.observed(event, observation, now);
      if (observation.effects.length > 0) onObservation(observation, now);
      return observation;
    },
  };
}
