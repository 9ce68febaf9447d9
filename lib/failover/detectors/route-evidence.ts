import {
  type Cohorts,
  createCohorts,
  enterOutcome,
  enterResponse,
  enterSilence,
  isHeld,
  restartCohorts,
  startAttempt,
  turnIntoFailure,
} from './cohorts';
import type { Delays } from './delays';
import {
  addLateFailure,
  createNetworkChart,
  foldNetwork,
  type NetworkLook,
  type NetworkScores,
  restartNetwork,
} from './network';
import {
  createSilenceChart,
  foldSilence,
  presentSlowness,
  restartSilence,
  type SilenceLook,
  type SilenceSettings,
  silenceNats,
} from './silence';

/**
 * What is known of one route (a trunk, a destination group on it, a carrier) from its attempts: one set of cohorts
 * that the charts on network failures and on silence read.
 */
export interface RouteEvidence {
  cohorts: Cohorts;
  network: NetworkLook;
  silence: SilenceLook;
  /** When the silence charts are to be read next; Infinity while nothing can come of it. */
  lookAt: number;
  /** Places of the callees that failed last, and when: one callee's redials are one failure. */
  failedCallees: Float64Array;
  failedAt: Float64Array;
  failedNext: number;
}

/** Times learned per trunk and shared by its routes. */
export interface TrunkDelays {
  responses: Delays;
  failures: Delays;
  /** INVITE to ringing. */
  setUps: Delays;
}

const REMEMBERED_CALLEES = 8;
const SAME_CALLEE_MS = 900_000;

export interface EvidenceSettings {
  delays: TrunkDelays;
  scores: NetworkScores;
  silence: SilenceSettings;
}

export function createEvidence({ delays, scores, silence }: EvidenceSettings): RouteEvidence {
  const cohorts = createCohorts();
  const time = { now: 0, notBefore: 0 };
  return {
    cohorts,
    network: { cohorts, chart: createNetworkChart(), scores, failureDelays: delays.failures, ...time },
    silence: { cohorts, chart: createSilenceChart(), responses: delays.responses, settings: silence, ...time },
    lookAt: Number.POSITIVE_INFINITY,
    failedCallees: new Float64Array(REMEMBERED_CALLEES),
    failedAt: new Float64Array(REMEMBERED_CALLEES).fill(Number.NEGATIVE_INFINITY),
    failedNext: 0,
  };
}

/** Sets the moment of the looks; evidence older than `maxAgeMs` says nothing any more. */
export function setMoment(evidence: RouteEvidence, now: number, maxAgeMs: number): void {
  evidence.network.now = now;
  evidence.network.notBefore = now - maxAgeMs;
  evidence.silence.now = now;
  evidence.silence.notBefore = now - maxAgeMs;
}

/** Puts everything known aside; `headStart` is how far up, 0..1, the charts on failures start. */
export function restartEvidence(evidence: RouteEvidence, headStart: number): void {
  restartCohorts(evidence.cohorts);
  restartNetwork(evidence.network, headStart);
  restartSilence(evidence.silence.chart);
  evidence.lookAt = Number.POSITIVE_INFINITY;
  evidence.failedAt.fill(Number.NEGATIVE_INFINITY);
}

/** An attempt begins at the moment set; answers the bucket by which what happens to it is entered. */
export function beginEvidence(evidence: RouteEvidence): number {
  const { cohorts, network, silence } = evidence;
  return startAttempt(cohorts, network.now, (slot) => {
    foldNetwork(network.chart, cohorts, network.scores, slot);
    foldSilence(silence, slot);
  });
}

/** Any first response. */
export function enterFirstResponse(evidence: RouteEvidence, bucket: number): void {
  enterResponse(evidence.cohorts, bucket);
  evidence.silence.chart.givenUpInRow = 0;
}

/** Ended without a response for a reason of its own (the transport said so): neither silence nor a response. */
export function enterUnheard(evidence: RouteEvidence, bucket: number): void {
  enterSilence(evidence.cohorts, bucket, 0);
}

/** Ended before any response came, after `ageMs` of waiting. */
export function enterGivenUp(evidence: RouteEvidence, bucket: number, ageMs: number): void {
  const { silence } = evidence;
  silence.chart.givenUpInRow += 1;
  const evidentMs = Math.max(0, ageMs - presentSlowness(silence.chart, silence.now));
  enterSilence(evidence.cohorts, bucket, silenceNats(silence.responses, silence.settings, evidentMs));
}

/** The attempt reached ringing or a callee's own verdict: the network did its work. */
export function enterProgress(evidence: RouteEvidence, bucket: number): void {
  enterOutcome(evidence.cohorts, bucket, 'progressed');
}

/** Ended for reasons that say nothing about the network: the caller hung up, our own limit. */
export function enterNeither(evidence: RouteEvidence, bucket: number): void {
  enterOutcome(evidence.cohorts, bucket, 'neither');
}

/**
 * The attempt failed in the carrier's network. Answers whether it counted: a callee that failed within the last
 * quarter of an hour does not count again, or one bad number redialled by a machine would blame the route.
 */
export function enterFailure(evidence: RouteEvidence, bucket: number, callee: number): boolean {
  const { network, cohorts } = evidence;
  if (bucket < cohorts.validFrom) return false;
  if (hasFailedLately(evidence, callee)) {
    enterOutcome(cohorts, bucket, 'neither');
    return false;
  }
  remember(evidence, callee);
  if (isHeld(cohorts, bucket)) enterOutcome(cohorts, bucket, 'failed');
  else addLateFailure(network.chart, network.scores);
  return true;
}

/** The attempt rang and was then failed by the carrier's network: what had counted for the route counts against it. */
export function enterFailureAfterRinging(evidence: RouteEvidence, bucket: number, callee: number): boolean {
  const { network, cohorts } = evidence;
  if (bucket < cohorts.validFrom || hasFailedLately(evidence, callee)) return false;
  remember(evidence, callee);
  if (isHeld(cohorts, bucket)) turnIntoFailure(cohorts, bucket);
  else addLateFailure(network.chart, network.scores);
  return true;
}

function hasFailedLately(evidence: RouteEvidence, callee: number): boolean {
  const since = evidence.network.now - SAME_CALLEE_MS;
  for (let index = 0; index < REMEMBERED_CALLEES; index += 1)
    if (evidence.failedCallees[index] === callee && (evidence.failedAt[index] ?? 0) >= since) return true;
  return false;
}

function remember(evidence: RouteEvidence, callee: number): void {
  evidence.failedCallees[evidence.failedNext] = callee;
  evidence.failedAt[evidence.failedNext] = evidence.network.now;
  evidence.failedNext = (evidence.failedNext + 1) % REMEMBERED_CALLEES;
}
