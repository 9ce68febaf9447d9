import { formatCause, formatMs, formatSip } from './format';
import type { CallAttemptDetail, CallDetail, LadderStep, TraceSentence } from './types';

/** Why we gave a hop up, as said in the middle of a sentence. */
const LOCAL_END_WORDS: Readonly<Record<string, string>> = {
  'first-response-timeout': 'no response at all',
  'progress-timeout': 'neither ringing nor an answer',
  'ring-timeout': 'no answer while it rang',
  transport: 'the carrier could not be reached',
  'caller-hung-up': 'the caller hung up',
  'dead-media': 'no audio came back',
};

const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  busy: 'The callee is busy.',
  'no-answer': 'The callee did not answer.',
  rejected: 'The callee declined.',
  'invalid-number': 'The number does not exist.',
  'caller-cancelled': 'The caller hung up first.',
  network: 'A fault of the carrier’s network.',
  congestion: 'The carrier has no room.',
  silence: 'The carrier was silent.',
  capability: 'The carrier does not take this kind of call.',
  account: 'The carrier refuses our account.',
  redirect: 'The carrier points elsewhere.',
  destination: 'The destination cannot be reached, whichever the carrier.',
};

/** What came of an attempt so far, in few words. */
export function attemptOutcome(attempt: CallAttemptDetail): string {
  const { answeredAt, ringingAt, endedAt, local, sipCode, isLateAnswer } = attempt;
  if (answeredAt && !isLateAnswer) return 'answered';
  if (!endedAt) return ringingAt ? 'rings' : 'being tried';
  const late = isLateAnswer ? ', answered too late' : '';
  if (local !== null) return `given up: ${LOCAL_END_WORDS[local] ?? local}${late}`;
  return sipCode === null ? 'ended' : formatSip(sipCode);
}

/** A number inside a sentence never breaks over two lines. */
function unbroken(display: string): string {
  return display.replaceAll(' ', '\u00a0');
}

type Step = Omit<LadderStep, 'offsetMs' | 'attempt'>;

/** Who said what and when between us and the carriers, in order. */
export function ladderOf(call: CallDetail): LadderStep[] {
  return call.attempts
    .flatMap((attempt) => stepsOf(attempt, call).map((step) => ({ ...step, attempt: attempt.position })))
    .map((step) => ({ ...step, offsetMs: step.at.getTime() - call.queuedAt.getTime() }))
    .sort((a, b) => a.offsetMs - b.offsetMs);
}

function stepsOf(attempt: CallAttemptDetail, call: CallDetail): Step[] {
  const steps: Step[] = [sent('INVITE', attempt.sentAt, `presenting ${attempt.presentedDisplay}`)];
  const { respondedAt, ringingAt, answeredAt } = attempt;
  if (respondedAt && !isSame(respondedAt, ringingAt, answeredAt, attempt.endedAt))
    steps.push(received('First response', respondedAt));
  if (ringingAt) steps.push(received(formatSip(180), ringingAt));
  if (answeredAt) steps.push(answerStep(attempt, answeredAt));
  return [...steps, ...endSteps(attempt, call)];
}

function isSame(at: Date, ...others: (Date | null)[]): boolean {
  return others.some((other) => other?.getTime() === at.getTime());
}

function sent(message: string, at: Date, note: string | null, tone: Step['tone'] = 'plain'): Step {
  return { at, direction: 'to-carrier', message, note, tone };
}

function received(message: string, at: Date, note: string | null = null, tone: Step['tone'] = 'plain'): Step {
  return { at, direction: 'from-carrier', message, note, tone };
}

function answerStep({ isLateAnswer }: CallAttemptDetail, at: Date): Step {
  return isLateAnswer
    ? received(formatSip(200), at, 'too late, ended at once', 'warn')
    : received(formatSip(200), at, 'answered', 'ok');
}

function endSteps(attempt: CallAttemptDetail, call: CallDetail): Step[] {
  const { endedAt, local, sipCode, cause } = attempt;
  if (!endedAt) return [];
  const tone = attempt.isBlamed ? 'danger' : 'plain';
  const wasTalkedOver = attempt.answeredAt !== null && !attempt.isLateAnswer;
  if (local !== null) return [sent(givenUpBy(local, wasTalkedOver), endedAt, LOCAL_END_WORDS[local] ?? local, tone)];
  const note = cause === null ? null : formatCause(cause);
  if (wasTalkedOver) return [isEndedByCarrier(call) ? received('BYE', endedAt, note) : sent('BYE', endedAt, note)];
  return sipCode === null ? [] : [received(formatSip(sipCode), endedAt, note, tone)];
}

function givenUpBy(local: string, wasTalkedOver: boolean): string {
  if (local === 'transport') return 'Not delivered';
  return wasTalkedOver ? 'BYE' : 'CANCEL';
}

function isEndedByCarrier({ hangupSource }: CallDetail): boolean {
  return hangupSource === 'callee' || hangupSource === 'carrier';
}

/** What happened, in sentences in order. */
export function traceOf(call: CallDetail): TraceSentence[] {
  const said: { at: Date; sentence: string }[] = [
    ...call.reasons.map(({ at, sentence }) => ({ at, sentence })),
    { at: call.queuedAt, sentence: queuedSentence(call) },
    ...call.attempts.flatMap((attempt, index) => attemptSentences(call, attempt, index)),
  ];
  if (call.endedAt) said.push({ at: call.endedAt, sentence: endSentence(call) });
  return said
    .map(({ at, sentence }) => ({ at, sentence, offsetMs: at.getTime() - call.queuedAt.getTime() }))
    .sort((a, b) => a.offsetMs - b.offsetMs);
}

function queuedSentence({ plan, fromDisplay, toDisplay }: CallDetail): string {
  const asked = `A call from ${unbroken(fromDisplay)} to ${unbroken(toDisplay)} was asked for`;
  if (plan.length === 0) return `${asked}.`;
  return `${asked}; the plan had ${plan.length === 1 ? 'one way' : `${plan.length} ways`}.`;
}

function attemptSentences(call: CallDetail, attempt: CallAttemptDetail, index: number) {
  const { carrierName, presentedDisplay, sentAt, ringingAt, answeredAt, endedAt } = attempt;
  const said = [
    {
      at: sentAt,
      sentence: `${index === 0 ? 'Sent' : 'Sent on'} to ${carrierName}, presenting ${unbroken(presentedDisplay)}.`,
    },
  ];
  if (ringingAt) said.push({ at: ringingAt, sentence: `It rings at the callee by ${carrierName}.` });
  if (answeredAt) {
    const late = `${carrierName} answered after this hop had been given up; that answer was ended and costs nothing.`;
    said.push({ at: answeredAt, sentence: attempt.isLateAnswer ? late : `Answered by ${carrierName}.` });
  }
  const isTheEnd = call.endedAt !== null && endedAt !== null && answeredAt !== null && !attempt.isLateAnswer;
  if (endedAt && !isTheEnd) said.push({ at: endedAt, sentence: failureSentence(attempt) });
  return said;
}

function failureSentence(attempt: CallAttemptDetail): string {
  const { carrierName, sentAt, endedAt, local, sipCode, cause, outcome, isBlamed } = attempt;
  const after = endedAt ? formatMs(endedAt.getTime() - sentAt.getTime()) : '';
  const words = (outcome && OUTCOME_WORDS[outcome]) || '';
  const counted = isBlamed ? ' It counts against the carrier.' : '';
  if (local !== null) return `Given up at ${carrierName} after ${after}: ${LOCAL_END_WORDS[local] ?? local}.${counted}`;
  if (sipCode === null) return `${carrierName} ended it after ${after}. ${words}${counted}`.trim();
  const code = cause === null ? formatSip(sipCode) : `${formatSip(sipCode)} (${formatCause(cause)})`;
  return `${carrierName} said ${code} after ${after}. ${words}${counted}`.trim();
}

function endSentence({ hangupCause, hangupCode, answeredAt, durationSeconds }: CallDetail): string {
  const cause = `${hangupCause} (${hangupCode})`;
  return answeredAt ? `Ended after ${durationSeconds} s of talk: ${cause}.` : `Ended without an answer: ${cause}.`;
}
