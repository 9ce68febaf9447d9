import 'server-only';
import { Client } from 'pg';
import { z } from 'zod';
import { env } from '@/lib/env';
import { ACCOUNT_CHANNEL } from '@/lib/events';
import { log } from '@/lib/log';

/** `again`: notices may have been missed while the connection was down, so look at everything. */
export type Hint = { topic: string } | { topic: 'again' };
type Subscriber = (hint: Hint) => void;

const notice = z.object({ accountId: z.string(), topic: z.string() });
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 10_000;

/**
 * One LISTEN connection a process, shared by all open pages: hints of an account's changes go to
 * its subscribers. A lost connection is made again, and everybody is told to look again then.
 */
class AccountListener {
  readonly #subscribers = new Map<string, Set<Subscriber>>();
  #client: Client | null = null;
  #retryMs = FIRST_RETRY_MS;

  subscribe(accountId: string, subscriber: Subscriber): () => void {
    const group = this.#subscribers.get(accountId) ?? new Set();
    this.#subscribers.set(accountId, group.add(subscriber));
    if (!this.#client) void this.#connect();
    return () => {
      group.delete(subscriber);
      if (group.size === 0) this.#subscribers.delete(accountId);
    };
  }

  async #connect(): Promise<void> {
    const client = new Client({
      connectionString: env().DATABASE_URL,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    this.#client = client;
    client.on('error', (error) => this.#reconnect(client, error));
    client.on('end', () => this.#reconnect(client));
    client.on('notification', ({ payload }) => this.#spread(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${ACCOUNT_CHANNEL}`);
      this.#retryMs = FIRST_RETRY_MS;
      for (const group of this.#subscribers.values()) for (const tell of group) tell({ topic: 'again' });
    } catch (error) {
      this.#reconnect(client, error);
    }
  }

  #reconnect(client: Client, error?: unknown): void {
    if (this.#client !== client) return;
    this.#client = null;
    client.end().catch(() => undefined);
    if (this.#subscribers.size === 0) return;
    log.warn({ err: error, retryMs: this.#retryMs }, 'account events are cut off; connecting again');
    setTimeout(() => {
      if (!this.#client) void this.#connect();
    }, this.#retryMs).unref();
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }

  #spread(payload: string): void {
    const parsed = notice.safeParse(JSON.parse(payload));
    if (!parsed.success) return;
    const { accountId, topic } = parsed.data;
    for (const tell of this.#subscribers.get(accountId) ?? []) tell({ topic });
  }
}

// One a process, also when development reloads the module.
const held = globalThis as typeof globalThis & { twinlineListener?: AccountListener };
const listener = held.twinlineListener ?? new AccountListener();
held.twinlineListener = listener;

/** Calls back on each change of the account until the returned function is called. */
export function subscribeToAccount(accountId: string, subscriber: Subscriber): () => void {
  return listener.subscribe(accountId, subscriber);
}
