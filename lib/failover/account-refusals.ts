import { raiseAlarm } from './alarms';
import { type Engine, watchedNumber } from './engine-state';
import { openRoute } from './route-changes';
import { isOut, type Refusals } from './states';
import type { Ms } from './types';
import type { WatchedAttempt } from './watched-attempt';

/**
 * The carrier refused our account (403 and the like). One refusal may be a callee's; enough of them in a row, for
 * different callees and several caller numbers, is an address taken off a list or an account suspended: an outage.
 * When all are of one number, it is the number.
 */
export function onAccountRefused(engine: Engine, attempt: WatchedAttempt, now: Ms): void {
  const { trunk, presentedNumber } = attempt;
  const { refusedCallees, refusedNumbers } = engine.policy.account;
  note(trunk.refusals, attempt);
  const figures = { callees: trunk.refusals.callees.length, numbers: trunk.refusals.numbers.length };
  if (figures.callees >= refusedCallees.value && figures.numbers >= refusedNumbers.value) {
    clear(trunk.refusals);
    raiseAlarm(engine, { alarm: 'account-blocked', trunkId: trunk.route.trunkId, number: null, figures }, now);
    if (!isOut(trunk.route.state))
      openRoute(engine, trunk.route, { now, rule: 'account-blocked', figures, silentCalls: 0 });
    return;
  }
  const number = watchedNumber(engine, trunk, presentedNumber);
  note(number.refusals, attempt);
  if (number.refusals.callees.length < 2 * refusedCallees.value) return;
  const own = { callees: number.refusals.callees.length };
  clear(number.refusals);
  raiseAlarm(
    engine,
    { alarm: 'account-blocked', trunkId: trunk.route.trunkId, number: presentedNumber, figures: own },
    now,
  );
  if (!isOut(number.route.state))
    openRoute(engine, number.route, { now, rule: 'account-blocked', figures: own, silentCalls: 0 });
}

/** A call begun after the first refusal got through: what was refused was a matter of those calls. */
export function forgetRefusals({ state }: Engine, attempt: WatchedAttempt): void {
  forgetBefore(attempt.trunk.refusals, attempt.startedAt);
  if (state.refusedNumbers.size === 0) return;
  const number = state.refusedNumbers.get(attempt.presentedNumber);
  if (number) forgetBefore(number.refusals, attempt.startedAt);
}

function forgetBefore(refusals: Refusals, startedAt: Ms): void {
  if (refusals.callees.length > 0 && startedAt > refusals.since) clear(refusals);
}

function note(refusals: Refusals, { destination, presentedNumber, startedAt }: WatchedAttempt): void {
  const { callees, numbers } = refusals;
  if (callees.length === 0) refusals.since = startedAt;
  if (!callees.includes(destination)) callees.push(destination);
  if (!numbers.includes(presentedNumber)) numbers.push(presentedNumber);
}

function clear({ callees, numbers }: Refusals): void {
  callees.length = 0;
  numbers.length = 0;
}
