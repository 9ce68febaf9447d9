/** Results by three numbers. A text of the three as the key would cost more to write than most results to find. */
export class Remembered<Result> {
  readonly #byFirst = new Map<number, Map<number, Map<number, Result>>>();
  readonly #most: number;
  #size = 0;

  /** @param most after so many results all are forgotten, so that memory stays bounded */
  constructor(most: number) {
    this.#most = most;
  }

  get(first: number, second: number, third: number): Result | undefined {
    return this.#byFirst.get(first)?.get(second)?.get(third);
  }

  set(first: number, second: number, third: number, result: Result): void {
    if (this.#size >= this.#most) this.#forgetAll();
    const bySecond = this.#byFirst.get(first) ?? new Map<number, Map<number, Result>>();
    const byThird = bySecond.get(second) ?? new Map<number, Result>();
    this.#byFirst.set(first, bySecond);
    bySecond.set(second, byThird);
    byThird.set(third, result);
    this.#size += 1;
  }

  #forgetAll(): void {
    this.#byFirst.clear();
    this.#size = 0;
  }
}
