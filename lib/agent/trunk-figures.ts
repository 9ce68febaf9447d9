import type { Ms } from '@/lib/failover/types';
import { DelayHistogram } from '@/lib/simulator/delay-histogram';
import type { TrunkMinuteFigures } from './types';

const SECONDS = 60;
/** Delays kept of one second: enough for a median, however much traffic there is. */
const MOST_DELAYS = 50;

/** What a trunk carried in one second. */
interface Second {
  /** Seconds since 1970; what is older than a minute is overwritten. */
  at: number;
  attempts: number;
  answered: number;
  networkFailures: number;
  congested: number;
  callee: number;
  delays: number[];
  opinionSum: number;
  opinions: number;
}

type Counted = 'attempts' | 'answered' | 'networkFailures' | 'congested' | 'callee';

function newSecond(): Second {
  return {
    ...{ at: 0, attempts: 0, answered: 0, networkFailures: 0, congested: 0, callee: 0 },
    ...{ delays: [], opinionSum: 0, opinions: 0 },
  };
}

/** Sums over the last minute. */
export interface LastMinute extends Record<Counted, number> {
  delayP50Ms: number | null;
  delayP95Ms: number | null;
  mosHundredths: number | null;
  /** In the last whole second. */
  attemptsPerSecond: number;
}

/** A trunk's figures: of the last minute by seconds, and of the minute by the clock that is being written. */
export class TrunkFigures {
  inProgress = 0;
  readonly #seconds = Array.from({ length: SECONDS }, newSecond);
  #minute = newMinute();

  count(what: Counted, now: Ms): void {
    this.#second(now)[what] += 1;
    this.#minute[what] += 1;
    if (what !== 'attempts') return;
    this.inProgress += 1;
    this.#minute.peakInProgress = Math.max(this.#minute.peakInProgress, this.inProgress);
  }

  /** INVITE to the first ringing or answer. */
  delay(ms: Ms, now: Ms): void {
    const { delays } = this.#second(now);
    if (delays.length < MOST_DELAYS) delays.push(ms);
    this.#minute.delays.add(ms);
  }

  talked(talkMs: Ms, mosHundredths: number | null, now: Ms): void {
    this.#minute.talkMs += talkMs;
    if (mosHundredths === null) return;
    const second = this.#second(now);
    second.opinionSum += mosHundredths;
    second.opinions += 1;
    this.#minute.opinionSum += mosHundredths;
    this.#minute.opinions += 1;
  }

  lastMinute(now: Ms): LastMinute {
    const present = Math.floor(now / 1_000);
    const sums = { attempts: 0, answered: 0, networkFailures: 0, congested: 0, callee: 0 };
    const delays: number[] = [];
    let [opinionSum, opinions, attemptsPerSecond] = [0, 0, 0];
    for (const second of this.#seconds) {
      if (second.at <= present - SECONDS) continue;
      for (const what of COUNTED) sums[what] += second[what];
      delays.push(...second.delays);
      opinionSum += second.opinionSum;
      opinions += second.opinions;
      if (second.at === present - 1) attemptsPerSecond = second.attempts;
    }
    delays.sort((one, other) => one - other);
    return {
      ...sums,
      attemptsPerSecond,
      delayP50Ms: quantile(delays, 0.5),
      delayP95Ms: quantile(delays, 0.95),
      mosHundredths: opinions === 0 ? null : Math.round(opinionSum / opinions),
    };
  }

  /** The minute by the clock that has ended; null when nothing happened in it. */
  takeMinute(trunkId: string): TrunkMinuteFigures | null {
    const { delays, talkMs, opinionSum, opinions, ...counts } = this.#minute;
    this.#minute = newMinute();
    this.#minute.peakInProgress = this.inProgress;
    if (counts.attempts === 0 && counts.peakInProgress === 0 && talkMs === 0) return null;
    return {
      trunkId,
      ...counts,
      talkSeconds: Math.round(talkMs / 1_000),
      delayP50Ms: delays.total === 0 ? null : delays.quantile(0.5),
      delayP95Ms: delays.total === 0 ? null : delays.quantile(0.95),
      mosHundredths: opinions === 0 ? null : Math.round(opinionSum / opinions),
    };
  }

  #second(now: Ms): Second {
    const at = Math.floor(now / 1_000);
    const found = this.#seconds[at % SECONDS];
    if (found?.at === at) return found;
    const fresh = newSecond();
    fresh.at = at;
    this.#seconds[at % SECONDS] = fresh;
    return fresh;
  }
}

const COUNTED: readonly Counted[] = ['attempts', 'answered', 'networkFailures', 'congested', 'callee'];

function newMinute() {
  return {
    ...{ attempts: 0, answered: 0, networkFailures: 0, congested: 0, callee: 0, peakInProgress: 0 },
    ...{ talkMs: 0, delays: new DelayHistogram(), opinionSum: 0, opinions: 0 },
  };
}

function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
}
