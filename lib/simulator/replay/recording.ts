/** What a record says of the callee; `unknown` when a network ended the call before they could do anything. */
export type RecordedOutcome = (typeof RECORDED_OUTCOMES)[number];

export const RECORDED_OUTCOMES = [
  'answered',
  'busy',
  'noAnswer',
  'rejected',
  'switchedOff',
  'invalid',
  'unknown',
] as const;

/** A call as a record has it. */
export interface RecordedCall {
  /** Moment of its start, ms since 1970. */
  at: number;
  /** Digits of E.164. */
  caller: string;
  callee: string;
  outcome: RecordedOutcome;
  /** From its start until the answer; null when not recorded or not answered. */
  answerMs: number | null;
  talkMs: number;
}

/** Recorded calls in the order of their start; 37 bytes each, so that millions fit. */
export interface Recording {
  /** Moment of the first call, ms since 1970. */
  startedAt: number;
  count: number;
  /** Every caller number that occurs. */
  callers: readonly string[];
  /** ms after the first call. */
  at: Float64Array;
  caller: Int32Array;
  /** Digits as a number: E.164 has at most 15 and no leading zero. */
  callee: Float64Array;
  /** Index in `RECORDED_OUTCOMES`. */
  outcome: Uint8Array;
  /** -1 when not known. */
  answerMs: Int32Array;
  talkMs: Int32Array;
}

/** Collects calls in any order. */
export class Recorder {
  readonly #callers = new Map<string, number>();
  #capacity = 1_024;
  #count = 0;
  #at = new Float64Array(this.#capacity);
  #caller = new Int32Array(this.#capacity);
  #callee = new Float64Array(this.#capacity);
  #outcome = new Uint8Array(this.#capacity);
  #answerMs = new Int32Array(this.#capacity);
  #talkMs = new Int32Array(this.#capacity);

  get count(): number {
    return this.#count;
  }

  add({ at, caller, callee, outcome, answerMs, talkMs }: RecordedCall): void {
    if (this.#count === this.#capacity) this.#grow();
    const index = this.#count;
    let number = this.#callers.get(caller);
    if (number === undefined) {
      number = this.#callers.size;
      this.#callers.set(caller, number);
    }
    this.#at[index] = at;
    this.#caller[index] = number;
    this.#callee[index] = Number(callee);
    this.#outcome[index] = RECORDED_OUTCOMES.indexOf(outcome);
    this.#answerMs[index] = answerMs ?? -1;
    this.#talkMs[index] = talkMs;
    this.#count += 1;
  }

  /** The calls in the order of their start; those of one moment stay in the order they came. */
  finish(): Recording {
    const order = new Uint32Array(this.#count).map((_, index) => index);
    const at = this.#at;
    order.sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b);
    const startedAt = at[order[0] ?? 0] ?? 0;
    return {
      startedAt,
      count: this.#count,
      callers: [...this.#callers.keys()],
      at: Float64Array.from(order, (from) => (at[from] ?? 0) - startedAt),
      caller: Int32Array.from(order, (from) => this.#caller[from] ?? 0),
      callee: Float64Array.from(order, (from) => this.#callee[from] ?? 0),
      outcome: Uint8Array.from(order, (from) => this.#outcome[from] ?? 0),
      answerMs: Int32Array.from(order, (from) => this.#answerMs[from] ?? -1),
      talkMs: Int32Array.from(order, (from) => this.#talkMs[from] ?? 0),
    };
  }

  #grow(): void {
    this.#capacity *= 2;
    this.#at = extend(this.#at, new Float64Array(this.#capacity));
    this.#caller = extend(this.#caller, new Int32Array(this.#capacity));
    this.#callee = extend(this.#callee, new Float64Array(this.#capacity));
    this.#outcome = extend(this.#outcome, new Uint8Array(this.#capacity));
    this.#answerMs = extend(this.#answerMs, new Int32Array(this.#capacity));
    this.#talkMs = extend(this.#talkMs, new Int32Array(this.#capacity));
  }
}

function extend<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
