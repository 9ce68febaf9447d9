import { classify, outcomeRules } from '@/lib/failover/classify';
import { legOpinion } from '@/lib/failover/e-model';
import type { Tables } from '@/lib/failover/tables';
import type { AttemptEnd, EngineEvent, MediaReport, Ms } from '@/lib/failover/types';
import type { LiveCall } from './live-call';
import type { AttemptRecord } from './types';

const IDS_PER_CALL = 16;
/** Depth of the jitter buffer that listeners have. */
const BUFFER_MS = 60;
const PLAIN_RULES = outcomeRules([], false);

export type AttemptEvent = Extract<EngineEvent, { attemptId: number }>;

/** The call an attempt belongs to. */
export function callIdOf(attemptId: number): number {
  return Math.floor(attemptId / IDS_PER_CALL);
}

/** Opinion of our leg in hundredths. */
export function opinionHundredths(media: MediaReport): number {
  return Math.round(legOpinion(media, BUFFER_MS) * 100);
}

/** The hop that an event is about; undefined before it began. */
export function hopOf({ hops, facts }: LiveCall, attemptId: number): AttemptRecord | undefined {
  const position = attemptId - facts.id * IDS_PER_CALL;
  return hops.find((hop) => hop.position === position);
}

/** Enters what the router is told of an attempt into the call's record. Answers with its hop. */
export function noteAttempt(
  call: LiveCall,
  event: AttemptEvent,
  { tables, now }: { tables: Tables; now: Ms },
): AttemptRecord | undefined {
  if (event.type === 'attempt-started') {
    call.hops.push(newHop(event, tables, now));
    return call.lastHop;
  }
  const hop = hopOf(call, event.attemptId);
  if (event.type === 'call-ended' && event.media) call.media = { ...event.media };
  if (hop) enter(hop, event, { tables, now });
  return hop;
}

function newHop(
  { attemptId, hopIndex, trunkId, presentedNumber }: Extract<AttemptEvent, { type: 'attempt-started' }>,
  tables: Tables,
  now: Ms,
): AttemptRecord {
  return {
    position: attemptId % IDS_PER_CALL,
    hopIndex,
    trunkId,
    carrierId: tables.trunks.get(trunkId)?.carrierId ?? '',
    presentedNumber,
    sentAt: now,
    respondedAt: null,
    ringingAt: null,
    answeredAt: null,
    endedAt: null,
    sipCode: null,
    cause: null,
    local: null,
    phase: 'sent',
    outcome: null,
    isBlamed: false,
    isLateAnswer: false,
    mosHundredths: null,
  };
}

function enter(
  hop: AttemptRecord,
  event: Exclude<AttemptEvent, { type: 'attempt-started' }>,
  { tables, now }: { tables: Tables; now: Ms },
): void {
  switch (event.type) {
    case 'first-response':
      hop.respondedAt = now;
      hop.phase = 'trying';
      return;
    case 'ringing':
      hop.respondedAt ??= now;
      hop.ringingAt ??= now;
      hop.phase = event.earlyMedia ? 'early-media' : 'ringing';
      return;
    case 'answered':
      hop.respondedAt ??= now;
      hop.answeredAt = now;
      hop.phase = 'answered';
      hop.sipCode = 200;
      return;
    case 'attempt-ended':
      enterEnd(hop, event.end, { tables, now });
      return;
    case 'call-ended':
      hop.endedAt = now;
      hop.outcome = 'answered';
      if (event.media) hop.mosHundredths = opinionHundredths(event.media);
  }
}

function enterEnd(hop: AttemptRecord, end: AttemptEnd, { tables, now }: { tables: Tables; now: Ms }): void {
  const { outcome, blame } = classify(end, tables.trunks.get(hop.trunkId)?.rules ?? PLAIN_RULES);
  if (end.sipCode !== null) hop.respondedAt ??= now;
  hop.endedAt = now;
  hop.sipCode = end.sipCode ?? hop.sipCode;
  hop.cause = end.cause;
  hop.local = end.local;
  hop.phase = end.phase;
  hop.outcome = outcome;
  hop.isBlamed = blame;
}
