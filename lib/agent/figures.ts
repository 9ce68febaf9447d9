import { classify, outcomeRules } from '@/lib/failover/classify';
import type { Tables } from '@/lib/failover/tables';
import type { Ms, OutcomeClass } from '@/lib/failover/types';
import { type AttemptEvent, opinionHundredths } from './attempt-notes';
import { TrunkFigures } from './trunk-figures';
import type { TrunkMinuteFigures } from './types';

const PLAIN_RULES = outcomeRules([], false);
const OF_CALLEES: readonly OutcomeClass[] = ['busy', 'no-answer', 'rejected', 'invalid-number'];

interface Attempt {
  trunkId: string;
  sentAt: Ms;
  hasDelay: boolean;
}

/** What every trunk carries, from what the router is told: calls of the sandbox and calls placed elsewhere alike. */
export class Figures {
  readonly #trunks = new Map<string, TrunkFigures>();
  readonly #attempts = new Map<number, Attempt>();

  of(trunkId: string): TrunkFigures {
    const known = this.#trunks.get(trunkId);
    if (known) return known;
    const made = new TrunkFigures();
    this.#trunks.set(trunkId, made);
    return made;
  }

  note(event: AttemptEvent, tables: Tables, now: Ms): void {
    if (event.type === 'attempt-started') {
      this.#attempts.set(event.attemptId, { trunkId: event.trunkId, sentAt: now, hasDelay: false });
      this.of(event.trunkId).count('attempts', now);
      return;
    }
    const attempt = this.#attempts.get(event.attemptId);
    if (!attempt || event.type === 'first-response') return;
    const trunk = this.of(attempt.trunkId);
    if (event.type === 'ringing' || event.type === 'answered') {
      if (!attempt.hasDelay) trunk.delay(now - attempt.sentAt, now);
      attempt.hasDelay = true;
      if (event.type === 'answered') trunk.count('answered', now);
      return;
    }
    this.#attempts.delete(event.attemptId);
    trunk.inProgress -= 1;
    if (event.type === 'call-ended')
      trunk.talked(event.talkMs, event.media ? opinionHundredths(event.media) : null, now);
    else if (event.type === 'attempt-ended')
      countEnd(trunk, classify(event.end, tables.trunks.get(attempt.trunkId)?.rules ?? PLAIN_RULES), now);
  }

  /** The figures of the minute that has ended, by trunk. */
  takeMinute(): TrunkMinuteFigures[] {
    return [...this.#trunks].flatMap(([trunkId, figures]) => figures.takeMinute(trunkId) ?? []);
  }
}

function countEnd(trunk: TrunkFigures, { outcome, blame }: { outcome: OutcomeClass; blame: boolean }, now: Ms): void {
  if (OF_CALLEES.includes(outcome)) trunk.count('callee', now);
  else if (blame) trunk.count('networkFailures', now);
  if (outcome === 'congestion') trunk.count('congested', now);
}
