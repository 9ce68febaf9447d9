import 'server-only';
import { Client } from 'pg';
import { env } from '@/lib/env';
import { log } from '@/lib/log';

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 10_000;

interface ListenerOptions {
  channel: string;
  /** A notice came. */
  onNotice: (payload: string) => void;
  /** Listening has begun, for the first time or again: notices sent before it were missed. */
  onListening: () => void;
  /** Whether a lost connection is to be made again. */
  isWanted?: () => boolean;
}

/** One LISTEN connection; when it is lost it is made again, first after a quarter of a second, then less often. */
export class DatabaseListener {
  readonly #options: ListenerOptions;
  #client: Client | null = null;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = FIRST_RETRY_MS;
  #isStopped = false;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  /** Connects unless it is connected or about to be. */
  start(): void {
    if (!this.#client && !this.#isStopped) void this.#connect();
  }

  /** Closes the connection for good. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    const { channel, onNotice, onListening } = this.#options;
    const client = new Client({
      connectionString: env().DATABASE_URL,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    this.#client = client;
    client.on('error', (error) => this.#reconnect(client, error));
    client.on('end', () => this.#reconnect(client));
    client.on('notification', ({ payload }) => onNotice(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      this.#retryMs = FIRST_RETRY_MS;
      onListening();
    } catch (error) {
      this.#reconnect(client, error);
    }
  }

  #reconnect(client: Client, error?: unknown): void {
    if (this.#client !== client) return;
    this.#client = null;
    client.end().catch(() => undefined);
    const { channel, isWanted = () => true } = this.#options;
    if (this.#isStopped || !isWanted()) return;
    log.warn({ err: error, channel, retryMs: this.#retryMs }, 'notices of the database are cut off; connecting again');
    this.#retry = setTimeout(() => this.start(), this.#retryMs);
    this.#retry.unref();
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }
}
