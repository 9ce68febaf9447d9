import type { CallSignal, CallStep, CallTimer } from '../failover/call-types';
import type { Call } from './call';
import { Attempt, NEVER_MS, STAGE } from './call';
import { EVENT, Pool, TIMERS } from './clockwork';
import type { FaultState } from './faults';
import type { Floor } from './floor';
import { harms, keyAttempt, refuseForRoom, resentAt, silencer, writeScript } from './network';

const NEVER = Number.POSITIVE_INFINITY;
/** From us to a carrier's border and back. */
const ROUND_TRIP_MS = 60;
/** A phone that rings shorter than this has not rung: paging takes longer than that. */
const RING_MS = 300;

type Invite = Extract<CallStep, { type: 'invite' }>;
type SetTimer = Extract<CallStep, { type: 'set-timer' }>;
type Response = Extract<CallSignal, { type: 'response' }>;

/** Plays the carriers: every attempt from its INVITE to its end. */
export class Exchange {
  readonly #floor: Floor;
  readonly #attempts: Pool<Attempt>;
  /** For those who need an attempt before the first one is made. */
  readonly anyAttempt: Attempt;
  // Reused for every signal: a runner keeps none.
  readonly #response: Response = {
    type: 'response',
    attemptId: 0,
    sipCode: 0,
    cause: null,
    retryAfterSeconds: null,
    earlyMedia: false,
  };
  readonly #timer: Extract<CallSignal, { type: 'timer' }> = { type: 'timer', attemptId: 0, timer: 'ring' };

  constructor(floor: Floor, anyCall: Call) {
    this.#floor = floor;
    const [trunk] = floor.world.trunks;
    if (!trunk) throw new RangeError('A scenario needs a trunk.');
    this.#attempts = new Pool((slot) => new Attempt(slot, anyCall, trunk));
    this.anyAttempt = this.#attempts.take();
  }

  /** Every attempt there is, over or not. */
  get attempts(): readonly Attempt[] {
    return this.#attempts.items;
  }

  at(slot: number): Attempt | undefined {
    return this.#attempts.items[slot];
  }

  /** Sends a hop's INVITE. */
  invite(call: Call, { attemptId, hopIndex, hop }: Invite, now: number): Attempt {
    const { world } = this.#floor;
    const trunk = world.trunks[world.trunkIndex.get(hop.trunkId) ?? -1];
    if (!trunk) throw new RangeError(`The plan names the trunk ${hop.trunkId}, which the scenario does not have.`);
    let before = 0;
    for (const other of call.attempts) {
      if (other.trunk === trunk) before += 1;
      this.#giveUp(other);
    }
    const attempt = this.#attempts.take();
    attempt.reset(call, trunk, now);
    attempt.id = attemptId;
    attempt.hopIndex = hopIndex;
    attempt.presented = hop.presentedNumber;
    attempt.presentsFallback = hop.presentedNumber !== call.request.callerNumber;
    keyAttempt(attempt, before);
    call.attempts.push(attempt);
    call.open += 1;
    this.reach(attempt, now);
    return attempt;
  }

  /** The INVITE, or its repetition, arrives at the carrier unless a silence swallows it. */
  reach(attempt: Attempt, now: number): void {
    const { line, queue, channels } = this.#floor;
    const silence = line.active.length > 0 ? silencer(line, attempt, 'request') : null;
    if (silence) {
      attempt.call.meet(silence.index);
      const again = resentAt(attempt.invitedAt, Math.max(now + 1, silence.turnsAt));
      if (again < NEVER) queue.add(again, EVENT.reach, attempt.slot, attempt.script);
      return;
    }
    attempt.holdsChannel = channels.take(attempt.trunk.index, now);
    if (attempt.holdsChannel) writeScript(attempt, line, now);
    else refuseForRoom(attempt, now, this.#retryAfter(attempt));
    this.#playNext(attempt);
  }

  /** A fault that lets fewer calls in may say when to come back. */
  #retryAfter(attempt: Attempt): number | null {
    for (const state of this.#floor.line.active) {
      if (state.fault.kind !== 'congestion' || !harms(state, attempt)) continue;
      attempt.call.meet(state.index);
      return state.fault.retryAfterSeconds;
    }
    return null;
  }

  #playNext(attempt: Attempt): void {
    const after = Math.min(attempt.tryingAfter, attempt.ringingAfter, attempt.finalAfter);
    if (after < NEVER_MS) this.#floor.queue.add(attempt.reachedAt + after, EVENT.play, attempt.slot, attempt.script);
  }

  /** The next response of the script is due. */
  play(attempt: Attempt, now: number): void {
    const { line } = this.#floor;
    const silence = line.active.length > 0 ? silencer(line, attempt, 'response') : null;
    if (silence) {
      this.#lose(attempt, silence, now);
      return;
    }
    const after = now - attempt.reachedAt;
    if (attempt.tryingAfter <= after) {
      attempt.tryingAfter = NEVER_MS;
      attempt.stage = STAGE.trying;
      this.#playNext(attempt);
      this.#respond(attempt, 100);
      return;
    }
    if (attempt.ringingAfter <= after) {
      this.#ring(attempt, now);
      this.#playNext(attempt);
      this.#respond(attempt, attempt.earlyMedia ? 183 : 180);
      return;
    }
    this.#playFinal(attempt);
  }

  #ring(attempt: Attempt, now: number): void {
    attempt.rangAt = now;
    attempt.ringingAfter = NEVER_MS;
    attempt.stage = STAGE.ringing;
    if (attempt.alerts && !attempt.isCancelled) attempt.hasAlerted = true;
  }

  #playFinal(attempt: Attempt): void {
    attempt.finalAfter = NEVER_MS;
    if (attempt.isTransportError) {
      this.close(attempt, 0);
      this.#floor.signal(attempt.call, { type: 'transport-error', attemptId: attempt.id });
      return;
    }
    if (attempt.finalCode === 200) attempt.stage = STAGE.answered;
    else this.close(attempt, 0);
    this.#respond(attempt, attempt.finalCode);
  }

  /** Nobody hears this response. Ringing is not repeated; a final one is, until it arrives or 32 s are over. */
  #lose(attempt: Attempt, silence: FaultState, now: number): void {
    attempt.call.meet(silence.index);
    if (silence.fault.kind === 'silent' && silence.fault.loses === 'everything' && !attempt.hasAlerted) {
      this.#die(attempt, silence, now);
      return;
    }
    // The INVITE is repeated while no response came, and with it the 100.
    const after = now - attempt.reachedAt;
    const until = Math.max(now + 1, silence.turnsAt);
    if (attempt.tryingAfter <= after) attempt.tryingAfter = spanTo(attempt, resentAt(attempt.invitedAt, until));
    else if (attempt.ringingAfter <= after) this.#ring(attempt, now);
    else {
      attempt.finalAfter = spanTo(attempt, resentAt(now, until));
      if (attempt.finalAfter === NEVER_MS) {
        this.close(attempt, 0);
        return;
      }
    }
    this.#playNext(attempt);
  }

  /** A carrier that is gone forgets what it was setting up; INVITEs it had not answered are repeated to it. */
  #die(attempt: Attempt, silence: FaultState, now: number): void {
    if (attempt.holdsChannel) this.#floor.channels.release(attempt.trunk.index);
    attempt.holdsChannel = false;
    const isRepeated = attempt.stage === STAGE.sent;
    attempt.clearScript();
    attempt.stage = STAGE.unreached;
    const again = isRepeated ? resentAt(attempt.invitedAt, Math.max(now + 1, silence.turnsAt)) : NEVER;
    if (again < NEVER) this.#floor.queue.add(again, EVENT.reach, attempt.slot, attempt.script);
  }

  #respond(attempt: Attempt, sipCode: number): void {
    const response = this.#response;
    response.attemptId = attempt.id;
    response.sipCode = sipCode;
    response.cause = sipCode >= 300 ? attempt.finalCause : null;
    response.retryAfterSeconds = sipCode >= 300 ? attempt.retryAfter : null;
    response.earlyMedia = sipCode === 183;
    this.#floor.signal(attempt.call, response);
  }

  /** A CANCEL travels to the carrier; what it crosses on the way stays as it is. */
  cancel(attempt: Attempt, now: number): void {
    if (attempt.stage === STAGE.over || attempt.stage === STAGE.answered || attempt.isCancelled) return;
    if (attempt.stage === STAGE.unreached) {
      this.close(attempt, 0);
      return;
    }
    const { line } = this.#floor;
    const silence = line.active.length > 0 ? silencer(line, attempt, 'request') : null;
    const sentAt = silence ? resentAt(now, silence.turnsAt) : now;
    const arrivesAt = sentAt + ROUND_TRIP_MS / 2;
    const after = spanTo(attempt, arrivesAt);
    if (attempt.finalAfter <= after) return;
    attempt.isCancelled = true;
    if (attempt.stage === STAGE.ringing && arrivesAt - attempt.rangAt < RING_MS) attempt.hasAlerted = false;
    attempt.script += 1;
    if (attempt.ringingAfter > after) attempt.ringingAfter = NEVER_MS;
    attempt.tryingAfter = NEVER_MS;
    if (after < NEVER_MS) {
      attempt.finalAfter = after + ROUND_TRIP_MS / 2;
      attempt.finalCode = 487;
      attempt.finalCause = null;
    }
    this.#playNext(attempt);
  }

  /** A late answer is taken and ended at once. */
  refuseAnswer(attempt: Attempt): void {
    this.#floor.tally.lateAnswer(attempt);
    this.close(attempt, 0);
  }

  /** Leaves a timer out when the script answers it first and nothing can swallow that answer. */
  setTimer(attempt: Attempt, { timer, at }: SetTimer): void {
    const { line, queue } = this.#floor;
    if (timerIsMoot(attempt, timer, at) && at < line.nextSilenceAt) return;
    queue.add(at, EVENT.timer + TIMERS.indexOf(timer), attempt.slot, attempt.life);
  }

  timerDue(attempt: Attempt, timer: CallTimer): void {
    this.#timer.attemptId = attempt.id;
    this.#timer.timer = timer;
    this.#floor.signal(attempt.call, this.#timer);
  }

  /** We stop repeating an INVITE that nobody has heard. */
  #giveUp(attempt: Attempt): void {
    if (attempt.stage === STAGE.unreached) this.close(attempt, 0);
  }

  /** The call is over for its caller; what the network still does with earlier hops goes on. */
  callFinished(call: Call): void {
    for (const attempt of call.attempts) this.#giveUp(attempt);
  }

  /** The network is done with an attempt. */
  close(attempt: Attempt, talkedMs: number): void {
    if (attempt.stage === STAGE.over) return;
    attempt.stage = STAGE.over;
    attempt.talkedMs = talkedMs;
    attempt.script += 1;
    if (attempt.holdsChannel) this.#floor.channels.release(attempt.trunk.index);
    attempt.holdsChannel = false;
    attempt.call.open -= 1;
    this.#floor.tally.attemptOver(attempt, talkedMs);
  }

  /** Its call is gone: others may use it. */
  free(attempt: Attempt): void {
    attempt.life += 1;
    this.#attempts.give(attempt.slot);
  }
}

/** From when the attempt came to its carrier to a moment. */
function spanTo({ reachedAt }: Attempt, at: number): number {
  return at === NEVER ? NEVER_MS : at - reachedAt;
}

function timerIsMoot(attempt: Attempt, timer: CallTimer, at: number): boolean {
  const after = at - attempt.reachedAt;
  const progress = Math.min(attempt.ringingAfter, attempt.finalAfter);
  if (timer === 'first-response') return Math.min(attempt.tryingAfter, progress) < after;
  if (timer === 'progress') return progress < after;
  if (timer === 'ring') return attempt.finalAfter < after;
  return false;
}
