import { log } from '@/lib/log';

/** Attempts whatever is sent gets before it is given up. */
export const SEND_TRIES = 8;

/** From one attempt to the next, ms: a minute of trouble costs little delay, a day of it loses nothing. */
const PAUSES_MS = [10_000, 60_000, 300_000, 1_800_000, 7_200_000, 21_600_000, 43_200_000];
/** By how much a pause may differ, so that what failed together is not sent together again. */
const JITTER = 0.2;

/** How long to wait after the attempt of this number, ms; `chance` is from 0 up to 1. */
export function retryPauseMs(attempt: number, chance: number): number {
  const pause = PAUSES_MS[Math.min(Math.max(attempt, 1), PAUSES_MS.length) - 1] ?? 0;
  return Math.round(pause * (1 + JITTER * (2 * chance - 1)));
}

/** What becomes of a row after an attempt: delivered, due again later, or given up. */
export function outcomeOf(triesLeftBefore: number, isDelivered: boolean, now: Date) {
  if (isDelivered) return { state: 'delivered', finishedAt: now } as const;
  const triesLeft = Math.max(triesLeftBefore - 1, 0);
  if (triesLeft === 0) return { state: 'failed', triesLeft, finishedAt: now } as const;
  const pauseMs = retryPauseMs(SEND_TRIES - triesLeft, Math.random());
  return { triesLeft, nextTryAt: new Date(now.getTime() + pauseMs) } as const;
}

interface Claimed {
  id: string;
  /** Where it goes: no more than so many go to one at a time. */
  target: string;
}

interface OutboxWork<Item extends Claimed> {
  /** What is sent, for the log. */
  what: string;
  atOnce: number;
  atOncePerTarget: number;
  /** Takes due rows for itself, none of them to a busy target. */
  claim: (options: { limit: number; busy: readonly string[]; perTarget: number }) => Promise<Item[]>;
  /** Sends one and writes what came of it. */
  deliver: (item: Item) => Promise<void>;
}

/**
 * Sends rows that wait in the database, a bounded number at a time. Any number of senders may run: each claims rows for
 * a while, and one that is killed leaves its rows to the others.
 */
export class Outbox<Item extends Claimed> {
  readonly #underWay = new Map<string, { target: string; done: Promise<void> }>();
  readonly #work: OutboxWork<Item>;

  constructor(work: OutboxWork<Item>) {
    this.#work = work;
  }

  /** Begins to send what is due and there is room for; does not wait for the answers. Returns how many it began. */
  async begin(): Promise<number> {
    const { what, atOnce, atOncePerTarget, claim, deliver } = this.#work;
    const limit = atOnce - this.#underWay.size;
    if (limit <= 0) return 0;
    const claimed = await claim({ limit, busy: this.#busyTargets(), perTarget: atOncePerTarget });
    for (const item of claimed) {
      const done = deliver(item)
        .catch((error: unknown) => log.error({ err: error, id: item.id }, `sending ${what} failed`))
        .finally(() => this.#underWay.delete(item.id));
      this.#underWay.set(item.id, { target: item.target, done });
    }
    return claimed.length;
  }

  /** Resolves when nothing is under way. */
  async finish(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all([...this.#underWay.values()].map(({ done }) => done));
  }

  #busyTargets(): string[] {
    const counts = new Map<string, number>();
    for (const { target } of this.#underWay.values()) counts.set(target, (counts.get(target) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= this.#work.atOncePerTarget).map(([target]) => target);
  }
}
