/** Refused calls of an account that are recorded within a minute; the others are counted. */
export const RECORDED_A_MINUTE = 60;

/**
 * How many refused calls each account has recorded in this minute: software that calls on and on without money must
 * not fill spool and database.
 */
export class RefusalLimit {
  readonly #refused = new Map<string, number>();
  /** Refusals that were not recorded since the start. */
  unrecordedInAll = 0;

  /** Counts a refusal; whether it is to be recorded. */
  mayRecord(accountId: string): boolean {
    const refused = (this.#refused.get(accountId) ?? 0) + 1;
    this.#refused.set(accountId, refused);
    if (refused <= RECORDED_A_MINUTE) return true;
    this.unrecordedInAll += 1;
    return false;
  }

  /** The minute is over: how many refusals of which accounts were not recorded in it. */
  takeMinute(): { accountId: string; calls: number }[] {
    const unrecorded = [...this.#refused].flatMap(([accountId, refused]) =>
      refused > RECORDED_A_MINUTE ? [{ accountId, calls: refused - RECORDED_A_MINUTE }] : [],
    );
    this.#refused.clear();
    return unrecorded;
  }
}
