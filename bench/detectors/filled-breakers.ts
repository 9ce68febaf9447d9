import type { Breaker, MakeBreaker } from '@/lib/simulator/peers/breaker';
import { peerRouter } from '@/lib/simulator/peers/peer-router';
import type { MakeRouter } from '@/lib/simulator/routers/router-parts';

/** Good calls that a breaker has behind it when a run begins. */
const BEFORE = 100;

/** A breaker whose window is full: nothing is learned from the first failures being back before the first successes. */
function filled(breaker: Breaker): Breaker {
  for (let call = 1; call <= BEFORE; call += 1) {
    breaker.started(-call, 0);
    breaker.settled(-call, { isFailure: false, isAnswered: false, end: null }, 0);
  }
  return breaker;
}

/** A router by one such breaker a trunk. */
export function breakerRouter(rule: string, make: MakeBreaker): MakeRouter {
  return peerRouter({ rule, make: (subject) => filled(make(subject)) });
}
