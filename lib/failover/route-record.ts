import { BUCKET_MS } from './detectors/cohorts';
import { survivalAt } from './detectors/delays';
import { presentSlowness, silenceNats } from './detectors/silence';
import type { WatchedRoute } from './states';
import type { Ms } from './types';

/** How the attempts of a route have fared of late. */
export interface RouteRecord {
  /** Whose fate shows by now; one still being set up counts by the share of failures that would have returned. */
  attempts: number;
  /** Failed or silent; one that has waited only a little longer than usual counts in part. */
  bad: number;
}

/** Attempts begun since `since`, looked at now. */
export interface Window {
  now: Ms;
  since: Ms;
}

/** What a healthy attempt that waits is expected to show, and what one must show beyond it to count as a failure. */
const USUAL_NATS = 1;
const FAILURE_NATS = 4;

/** How the attempts begun in the window fared. */
export function recordOf(route: WatchedRoute, window: Window): RouteRecord {
  const record: RouteRecord = { attempts: 0, bad: 0 };
  eachBucket(route, window, (bad, good) => {
    record.bad += bad;
    record.attempts += bad + good;
  });
  return record;
}

/**
 * The most that a run of the latest attempts says for the route's being well, in nats: the logarithm of its
 * likelihood at the healthy share of failures over that at `faultyShare`.
 */
export function latelyWellNats(route: WatchedRoute, window: Window, faultyShare: number): number {
  const healthy = route.evidence.network.scores.healthy;
  const faulty = Math.min(MAX_SHARE, Math.max(2 * healthy, faultyShare));
  const perGood = Math.log((1 - healthy) / (1 - faulty));
  const perBad = Math.log(healthy / faulty);
  let sum = 0;
  let largest = 0;
  eachBucket(route, window, (bad, good) => {
    sum += good * perGood + bad * perBad;
    largest = Math.max(largest, sum);
  });
  return largest;
}

/** No fault is total: one call that gets through must not refute it for good. */
export const MAX_SHARE = 0.97;

/** Counts of bad and of good attempts, from the newest bucket back. */
function eachBucket(
  { evidence }: WatchedRoute,
  { now, since }: Window,
  take: (bad: number, good: number) => void,
): void {
  const { cohorts, network, silence } = evidence;
  const slowMs = presentSlowness(silence.chart, now);
  for (let sequence = cohorts.newest; sequence >= cohorts.oldest; sequence -= 1) {
    const slot = sequence & cohorts.mask;
    const startedAt = cohorts.startedAt[slot] ?? 0;
    // A bucket says when its last attempt began, of a trunk that may be another group's.
    if (startedAt < since - BUCKET_MS) return;
    const waiting = cohorts.waiting[slot] ?? 0;
    const nats =
      waiting > 0 ? silenceNats(silence.responses, silence.settings, Math.max(0, now - startedAt - slowMs)) : 0;
    const bad = (cohorts.failed[slot] ?? 0) + waiting * Math.min(1, Math.max(0, nats - USUAL_NATS) / FAILURE_NATS);
    const unsettled = Math.max(0, (cohorts.pending[slot] ?? 0) - waiting);
    const spared = unsettled > 0 ? unsettled * (1 - survivalAt(network.failureDelays, now - startedAt)) : 0;
    take(bad, (cohorts.progressed[slot] ?? 0) + spared);
  }
}
