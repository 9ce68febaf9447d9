import { seededRandom } from '../seeded-random';
import { createDelays, recordSeen } from './delays';
import { calibrateNetwork, createNetworkReading, readNetwork } from './network';
import {
  beginEvidence,
  createEvidence,
  enterFailure,
  enterFirstResponse,
  enterGivenUp,
  enterProgress,
  setMoment,
} from './route-evidence';
import { createSilenceReading, nextSilenceLook, readSilence } from './silence';

/** For tests of the detectors alone: one route, Poisson calls, one fault; stops at the first alarm. */
export interface Trial {
  seed: number;
  /** Calls a second at a moment in ms. */
  rate: (at: number) => number;
  calls: number;
  faultAt: number;
  /** Share of attempts that fail from `faultAt` on, and at a moment before. */
  failing: number;
  healthyFailing: (at: number) => number;
  /** Whether from `faultAt` to `backAt` nothing comes back at all. */
  silent: boolean;
  backAt: number;
}

export interface Alarm {
  at: number;
  by: 'network' | 'silence';
}

export const HEALTHY_TRIAL: Omit<Trial, 'seed' | 'rate'> = {
  calls: 100_000,
  faultAt: Number.POSITIVE_INFINITY,
  failing: 0.01,
  healthyFailing: () => 0.01,
  silent: false,
  backAt: Number.POSITIVE_INFINITY,
};

const GIVE_UP_MS = 1_500;
const LOSS = 0.01;
const MONTH_SECONDS = 2_592_000;

interface OpenCall {
  bucket: number;
  at: number;
  responded: boolean;
}

interface Happening {
  at: number;
  what: 'call' | 'response' | 'failure' | 'progress' | 'give-up' | 'look';
  attempt: number;
}

/** Runs the trial; null when no alarm was raised. */
export function runTrial(trial: Trial): Alarm | null {
  const route = trialRoute(trial.rate(trial.faultAt === Number.POSITIVE_INFINITY ? 0 : trial.faultAt));
  const queue = new Queue();
  const traffic = new Traffic(trial, queue);
  queue.push({ at: 0, what: 'call', attempt: 0 });
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (next.what === 'call' && !traffic.place(next.at)) return null;
    const by = route.happens(next);
    if (by) return { at: next.at, by };
    if (route.lookAt() > next.at && route.lookAt() < Number.POSITIVE_INFINITY && route.isNewLook())
      queue.push({ at: route.lookAt(), what: 'look', attempt: 0 });
  }
  return null;
}

function trialRoute(rate: number) {
  const callsBetween = Math.max(1_000_000, rate * MONTH_SECONDS);
  const scores = calibrateNetwork({
    healthy: 0.015,
    faulty: [0.08, 0.3, 0.95],
    weights: [0.035, 0.245, 0.21],
    callsBetween,
  });
  const limits = [Math.log(callsBetween / 0.07), Math.log(callsBetween / 0.035)];
  const delays = {
    responses: createDelays({ medianMs: 150, sigma: 0.7, weight: 50 }),
    failures: createDelays({ medianMs: 150, sigma: 0.5, weight: 50 }),
    setUps: createDelays({ medianMs: 2_200, sigma: 0.5, weight: 50 }),
  };
  const silence = { lossShare: 0.02, isStream: false, limits, minSilent: 3 };
  const evidence = createEvidence({ delays, scores, silence });
  const network = createNetworkReading();
  const silent = createSilenceReading();
  const open = new Map<number, OpenCall>();
  let announced = Number.POSITIVE_INFINITY;

  const isSilent = () => readSilence(evidence.silence, silent).level >= 1;
  const look = () => {
    const alarmed = isSilent();
    evidence.lookAt = nextSilenceLook(evidence.silence, silent.level);
    return alarmed ? 'silence' : null;
  };
  const fails = (bucket: number, attempt: number) =>
    enterFailure(evidence, bucket, attempt) && readNetwork(evidence.network, network).level >= 1 ? 'network' : null;

  const begins = (attempt: number, at: number) => {
    open.set(attempt, { bucket: beginEvidence(evidence), at, responded: false });
    if (evidence.lookAt === Number.POSITIVE_INFINITY) evidence.lookAt = nextSilenceLook(evidence.silence, 0);
    return null;
  };
  const responds = (call: OpenCall, at: number) => {
    call.responded = true;
    enterFirstResponse(evidence, call.bucket);
    recordSeen(delays.responses, at - call.at);
    return null;
  };
  const ends = ({ bucket, at: startedAt }: OpenCall, { at, what, attempt }: Happening) => {
    if (what === 'progress') enterProgress(evidence, bucket);
    if (what === 'failure') return fails(bucket, attempt);
    if (what !== 'give-up') return null;
    enterGivenUp(evidence, bucket, at - startedAt);
    return isSilent() ? 'silence' : fails(bucket, attempt);
  };

  return {
    lookAt: () => evidence.lookAt,
    isNewLook: () => {
      const isNew = announced !== evidence.lookAt;
      announced = evidence.lookAt;
      return isNew;
    },
    happens({ at, what, attempt }: Happening): Alarm['by'] | null {
      setMoment(evidence, at, 3_600_000);
      if (what === 'look') return at >= evidence.lookAt ? look() : null;
      if (what === 'call') return begins(attempt, at);
      const call = open.get(attempt);
      if (!call || (what === 'give-up' && call.responded)) return null;
      if (what === 'response') return responds(call, at);
      open.delete(attempt);
      return ends(call, { at, what, attempt });
    },
  };
}

/** Places calls and lets their outcomes happen later. */
class Traffic {
  readonly #random: () => number;
  #placed = 0;

  constructor(
    readonly trial: Trial,
    readonly queue: Queue,
  ) {
    this.#random = seededRandom(trial.seed);
  }

  /** False when all calls of the trial are placed. */
  place(at: number): boolean {
    this.#placed += 1;
    if (this.#placed > this.trial.calls) return false;
    const attempt = this.#placed;
    this.queue.push({
      at: at - (Math.log(this.#random()) * 1_000) / this.trial.rate(at),
      what: 'call',
      attempt: attempt + 1,
    });
    this.queue.push({ at: at + GIVE_UP_MS, what: 'give-up', attempt });
    const respondsAt = this.#respondsAt(at);
    if (respondsAt === null) return true;
    this.queue.push({ at: respondsAt, what: 'response', attempt });
    const isFailing = this.#random() < (at >= this.trial.faultAt ? this.trial.failing : this.trial.healthyFailing(at));
    const delay = isFailing ? 20 * this.#random() : 2_200 * this.#logNormal(0.5);
    this.queue.push({ at: respondsAt + delay, what: isFailing ? 'failure' : 'progress', attempt });
    return true;
  }

  /** The INVITE is repeated by timer A; each transmission or its response may be lost. */
  #respondsAt(at: number): number | null {
    const { silent, faultAt, backAt } = this.trial;
    for (const sentAt of [at, at + 500, at + 1_500]) {
      const isDead = silent && sentAt >= faultAt && sentAt < backAt;
      if (this.#random() >= LOSS && !isDead) return sentAt + 120 * this.#logNormal(0.5);
    }
    return null;
  }

  #logNormal(sigma: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.#random()));
    return Math.exp(sigma * radius * Math.cos(2 * Math.PI * this.#random()));
  }
}

class Queue {
  readonly #heap: Happening[] = [];

  push(happening: Happening): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(happening);
    for (let parent = (index - 1) >> 1; index > 0; parent = (index - 1) >> 1) {
      const above = heap[parent];
      if (!above || above.at <= happening.at) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = happening;
  }

  pop(): Happening | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if ((heap[child + 1]?.at ?? Number.POSITIVE_INFINITY) < (heap[child]?.at ?? Number.POSITIVE_INFINITY)) child += 1;
      const below = heap[child];
      if (!below || last.at <= below.at) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}
