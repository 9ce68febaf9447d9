import { ANSWERED, OUTCOME_TABLE, type Outcome } from './outcomes';
import type { AttemptEnd, LocalEnd, OutcomeOverride } from './types';

/** An outcome as it stands before anything was alerted, and as it is limited afterwards. */
interface Graded {
  plain: Outcome;
  /** After a 180: somebody was alerted. */
  alerted: Outcome;
  /** After a 183 with media: the caller heard audio. Trying on is an opt-in. */
  heard: Outcome;
  heardOptIn: Outcome;
}

/** How one trunk's ends are read: the outcome table with the trunk's own rows before it. */
export interface OutcomeRules {
  readonly overrides: readonly { match: OutcomeOverride['match']; graded: Graded }[];
  /** Whether a failure after early media may go to the next route. */
  readonly afterEarlyMedia: boolean;
}

/** Codes and causes that after a 180 are what the ring time-out is: nobody answered. */
const UNANSWERED: readonly number[] = [408, 480, 102];

const byLocal = new Map<LocalEnd, Graded>();
const byCause = new Map<number, Graded>();
const byCode = new Map<number, Graded>();
for (const row of OUTCOME_TABLE) {
  const { match, ...outcome } = row;
  if ('local' in match) byLocal.set(match.local, grade(outcome, true));
  else if ('causes' in match)
    for (const cause of match.causes) byCause.set(cause, grade(outcome, !UNANSWERED.includes(cause), cause));
  else for (const code of match.codes) byCode.set(code, grade(outcome, code >= 500, code));
}

const notEnded: Outcome = {
  ...(byLocal.get('progress-timeout')?.plain ?? ANSWERED),
  next: 'no',
  reason: 'The carrier took the call, brought it nowhere and did not confirm our CANCEL: its phone may still ring.',
};

/**
 * Prepares a trunk's outcome overrides. Rows that name both code and cause are asked before those that name one.
 */
export function outcomeRules(overrides: readonly OutcomeOverride[], afterEarlyMedia: boolean): OutcomeRules {
  const specificity = ({ match }: OutcomeOverride) => Object.keys(match).length;
  const sorted = overrides.toSorted((one, other) => specificity(other) - specificity(one));
  return {
    afterEarlyMedia,
    overrides: sorted.map(({ match, ...row }) => ({
      match,
      graded: grade({ ...row, alarm: null, source: 'set for this trunk' }, true),
    })),
  };
}

/**
 * What the end of an attempt means. A specific Q.850 cause beats the SIP code; a trunk's own rows beat both; a code
 * without a row counts as the x00 of its class (RFC 3261 §8.1.3.2). Whatever the row says, no route is tried
 * after a 180. Returns an object of the table, never a new one.
 */
export function classify(end: AttemptEnd, rules: OutcomeRules): Outcome {
  if (end.phase === 'answered' || isSuccess(end.sipCode))
    return end.local === 'dead-media' ? limit(gradedLocal(end.local), end, rules) : ANSWERED;
  const isOurOwn = end.local !== null && (end.sipCode === null || end.sipCode === 487);
  if (isOurOwn && end.local) {
    if (end.local === 'progress-timeout' && end.sipCode === null) return notEnded;
    return limit(gradedLocal(end.local), end, rules);
  }
  return limit(findOverride(end, rules) ?? gradedAnswer(end), end, rules);
}

function isSuccess(sipCode: number | null): boolean {
  return sipCode !== null && sipCode >= 200 && sipCode < 300;
}

function limit(graded: Graded, end: AttemptEnd, rules: OutcomeRules): Outcome {
  if (end.phase === 'ringing') return graded.alerted;
  if (end.phase === 'early-media') return rules.afterEarlyMedia ? graded.heardOptIn : graded.heard;
  return graded.plain;
}

function findOverride({ sipCode, cause }: AttemptEnd, { overrides }: OutcomeRules): Graded | null {
  for (const { match, graded } of overrides) {
    const isCode = match.sipCode === undefined || match.sipCode === sipCode;
    const isCause = match.cause === undefined || match.cause === cause;
    if (isCode && isCause) return graded;
  }
  return null;
}

function gradedAnswer({ sipCode, cause }: AttemptEnd): Graded {
  const bySpecificCause = cause === null ? undefined : byCause.get(cause);
  return bySpecificCause ?? (sipCode === null ? gradedLocal('transport') : gradedCode(sipCode));
}

function gradedCode(sipCode: number): Graded {
  return byCode.get(sipCode) ?? byCode.get(Math.floor(sipCode / 100) * 100) ?? gradedLocal('transport');
}

function gradedLocal(local: LocalEnd): Graded {
  const graded = byLocal.get(local);
  if (!graded) throw new Error(`The outcome table has no row for ${local}.`);
  return graded;
}

/** Codes begin at 300 and causes end at 127, so that one number tells them apart; 0 for neither. */
function grade(plain: Outcome, keepsBlame: boolean, codeOrCause = 0): Graded {
  const alertedReason = { next: 'no' as const, reason: `${plain.reason} Somebody had been alerted already.` };
  const alerted: Outcome = UNANSWERED.includes(codeOrCause)
    ? { ...plain, next: 'no', blame: false, outcome: 'no-answer', reason: 'The phone rang and nobody answered.' }
    : { ...plain, ...alertedReason };
  const heardOptIn = { ...plain, blame: plain.blame && keepsBlame };
  return {
    plain,
    alerted,
    heardOptIn,
    heard: { ...heardOptIn, next: 'no', reason: `${plain.reason} The caller had heard audio already.` },
  };
}
