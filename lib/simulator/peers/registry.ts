import type { MakeRouter } from '../routers/router-parts';
import { EnvoyBreaker } from './envoy';
import { FinagleBreaker } from './finagle';
import { peerRouter } from './peer-router';
import { Resilience4jBreaker } from './resilience4j';
import { TIME_WINDOW_DEFAULTS, TimeWindowBreaker } from './time-window';

/** Other systems' rules with their defaults, by name. */
export const PEERS: ReadonlyMap<string, MakeRouter> = new Map<string, MakeRouter>([
  ['consecutive-5', peerRouter({ rule: 'consecutive failures', make: () => new EnvoyBreaker() })],
  ['finagle', peerRouter({ rule: 'failure accrual', make: (subject) => new FinagleBreaker(subject) })],
  ['resilience4j', peerRouter({ rule: 'failure rate', make: () => new Resilience4jBreaker() })],
  [
    'window-30min',
    peerRouter({
      rule: 'ASR and CCR over 30 min',
      make: () => new TimeWindowBreaker(TIME_WINDOW_DEFAULTS),
      settledBy: 'the end',
    }),
  ],
]);
