import type { AnswerChart } from './detectors/answer-chart';
import type { NumberFactor } from './detectors/answer-model';
import type { WatchedRoute, WatchedTrunk } from './states';
import type { EngineEvent, Ms } from './types';

type Started = Extract<EngineEvent, { type: 'attempt-started' }>;

/**
 * An attempt in progress, as far as the engine needs to know it. Reused when it is over. One flat object, what every
 * event looks at first: thousands are in progress, and each list of its own would be another walk to main memory.
 */
export interface WatchedAttempt {
  trunk: WatchedTrunk;
  startedAt: Ms;
  responded: boolean;
  progressed: boolean;
  /** What it is evidence about besides its trunk; null for what it is not. */
  group: WatchedRoute | null;
  carrier: WatchedRoute | null;
  number: WatchedRoute | null;
  /** The bucket that holds it, of each of the four. */
  trunkBucket: number;
  groupBucket: number;
  carrierBucket: number;
  numberBucket: number;
  /** When it began to ring; -1 before. */
  ringingAt: Ms;
  /** The destination as a number. */
  callee: number;
  destination: string;
  destinationGroup: string;
  presentedNumber: string;
  /** The chart that waits for its answer; null when it does not count or is decided. */
  answerChart: AnswerChart | null;
  answerSecond: number;
  /** Its place among the calls to be learned, its cumulative hazard if it rang for ever, and its number's factor. */
  answerSequence: number;
  answerWeight: number;
  answerNumber: NumberFactor | null;
}

/** What an attempt may be evidence about: its trunk, the destination group on it, its carrier, the presented number. */
export const PLACES = 4;

/** The route in that place; null when the attempt is no evidence about it. */
export function routeAt({ trunk, group, carrier, number }: WatchedAttempt, place: number): WatchedRoute | null {
  if (place === 0) return trunk.route;
  if (place === 1) return group;
  return place === 2 ? carrier : number;
}

/** The bucket of that route's evidence that holds the attempt. */
export function bucketAt(attempt: WatchedAttempt, place: number): number {
  if (place === 0) return attempt.trunkBucket;
  if (place === 1) return attempt.groupBucket;
  return place === 2 ? attempt.carrierBucket : attempt.numberBucket;
}

/** The record of an attempt that begins, made of a used one when there is any. */
export function watchedAttempt(used: WatchedAttempt | undefined, trunk: WatchedTrunk, event: Started): WatchedAttempt {
  const { destination, destinationGroup, presentedNumber } = event;
  const callee = Number(destination);
  if (!used) {
    const evidence = { group: null, carrier: null, number: null };
    const buckets = { trunkBucket: 0, groupBucket: 0, carrierBucket: 0, numberBucket: 0 };
    const fresh = { startedAt: 0, responded: false, progressed: false, ...evidence, ...buckets, ringingAt: -1 };
    const answer = { answerChart: null, answerSecond: 0, answerSequence: 0, answerWeight: 0, answerNumber: null };
    return { trunk, ...fresh, callee, destination, destinationGroup, presentedNumber, ...answer };
  }
  used.trunk = trunk;
  used.responded = false;
  used.progressed = false;
  used.group = null;
  used.carrier = null;
  used.number = null;
  used.ringingAt = -1;
  used.callee = callee;
  used.destination = destination;
  used.destinationGroup = destinationGroup;
  used.presentedNumber = presentedNumber;
  return used;
}
