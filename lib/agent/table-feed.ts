import { log } from '@/lib/log';
import { listenToTables, readAgentTables } from '@/lib/network';
import type { AgentTables } from './types';

/** Changes that come together are read together. */
const GATHER_MS = 100;
/** Everything is read again this often, which heals missed notices. */
const REREAD_MS = 30_000;
const RETRY_MS = 1_000;

/**
 * Hands over the tables when they have changed, read as a whole, one reading at a time. While the database is away the
 * tables last handed over stay.
 */
export class TableFeed {
  readonly #take: (tables: AgentTables) => void;
  #tellFirst: () => void = () => undefined;
  readonly #first = new Promise<void>((resolve) => {
    this.#tellFirst = resolve;
  });
  #timer: NodeJS.Timeout | null = null;
  #dueAt = Number.POSITIVE_INFINITY;
  #isReading = false;
  #isStopped = false;
  #stopListening: () => Promise<void> = async () => undefined;

  constructor(take: (tables: AgentTables) => void) {
    this.#take = take;
  }

  /** Resolves with the first tables, or after that time without them. */
  async firstWithin(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const passed = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([this.#first, passed]);
    clearTimeout(timer);
  }

  start(): void {
    this.#stopListening = listenToTables(() => this.#readIn(GATHER_MS));
    this.#readIn(0);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#stopListening();
  }

  #readIn(delayMs: number): void {
    const at = Date.now() + delayMs;
    if (this.#isStopped || at >= this.#dueAt) return;
    this.#dueAt = at;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), delayMs);
  }

  async #read(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    this.#dueAt = Number.POSITIVE_INFINITY;
    let nextMs = REREAD_MS;
    try {
      this.#take(await readAgentTables());
      this.#tellFirst();
    } catch (error) {
      log.warn({ err: error }, 'the tables could not be read; those known stay in force');
      nextMs = RETRY_MS;
    }
    this.#isReading = false;
    // What changed meanwhile may not have been seen.
    const wasAsked = this.#dueAt < Number.POSITIVE_INFINITY;
    this.#dueAt = Number.POSITIVE_INFINITY;
    this.#readIn(wasAsked ? GATHER_MS : nextMs);
  }
}
