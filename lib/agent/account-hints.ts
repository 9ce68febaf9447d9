import type { AccountId } from '@/lib/context';
import { db } from '@/lib/db';
import { type AccountTopic, notifyAccount } from '@/lib/events';
import { log } from '@/lib/log';

const EVERY_MS = 1_000;

/** Tells open pages of accounts to look again, each account and topic at most once a second. */
export class AccountHints {
  readonly #waiting = new Map<string, { accountId: AccountId; topic: AccountTopic }>();
  #timer: NodeJS.Timeout | null = null;

  /** Call after the commit. */
  touch(accountIds: ReadonlySet<AccountId>, topic: AccountTopic): void {
    for (const accountId of accountIds) this.#waiting.set(`${topic} ${accountId}`, { accountId, topic });
    if (this.#waiting.size === 0 || this.#timer) return;
    void this.#send();
    this.#timer = setTimeout(() => this.#next(), EVERY_MS);
    this.#timer.unref();
  }

  #next(): void {
    this.#timer = null;
    this.touch(new Set(), 'calls');
  }

  async #send(): Promise<void> {
    const hints = [...this.#waiting.values()];
    this.#waiting.clear();
    try {
      for (const { accountId, topic } of hints) await notifyAccount(db, accountId, topic);
    } catch (error) {
      // Pages look again by themselves once their own connection is back.
      log.debug({ err: error }, 'a hint to open pages could not be sent');
    }
  }
}
