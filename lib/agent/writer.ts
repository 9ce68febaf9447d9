import fs from 'node:fs/promises';
import path from 'node:path';
import { db, Prisma, type Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { AccountHints } from './account-hints';
import { recordAll, type Touched } from './record-all';
import type { Numbered, Spool } from './spool';
import type { AgentRecord, LiveState, Records } from './types';

interface RecordWriterOptions {
  agentId: string;
  spool: Spool;
  /** Where records are put that the database refuses for good. */
  refusedFile: string;
}

const BATCH = 1_000;
/** Records of so long go together: a call's first ones are one row then. */
const GATHER_MS = 100;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;
const TRANSACTION = { maxWait: 10_000, timeout: 60_000 };

/**
 * Brings the spool's records into the database behind the call path, in order and once each: the
 * cursor moves in the transaction that writes them. While the database is away they wait.
 */
export class RecordWriter implements Records {
  readonly #options: RecordWriterOptions;
  readonly #hints = new AccountHints();
  readonly #stop = new AbortController();
  readonly #stopped: Promise<void>;
  readonly #done: Promise<void>;
  /** Up to here the database has them; null until it was asked. */
  #written: number | null = null;
  #isAway = false;
  #retryMs = FIRST_RETRY_MS;

  constructor(options: RecordWriterOptions) {
    this.#options = options;
    this.#stopped = new Promise((resolve) => this.#stop.signal.addEventListener('abort', () => resolve()));
    this.#done = this.#run();
  }

  write(record: AgentRecord): number {
    if (record.type === 'call') log.debug({ callId: record.call.uuid, state: record.call.state }, 'call recorded');
    return this.#options.spool.append(record);
  }

  get isFull(): boolean {
    return this.#options.spool.isFull;
  }

  flush(): Promise<void> {
    return this.#options.spool.flush();
  }

  /** What the live state tells of it. */
  get state(): LiveState['spool'] {
    const { waitingRecords, waitingBytes, limitBytes } = this.#options.spool;
    return { records: waitingRecords, bytes: waitingBytes, limitBytes, isDatabaseAway: this.#isAway };
  }

  /** Ends after the batch under way; what is left waits on disk for the next process. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#done;
    await this.#options.spool.close();
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        await this.#writeNext();
        this.#retryMs = FIRST_RETRY_MS;
        if (this.#isAway) log.info(this.state, 'the database is back; records are being written');
        this.#isAway = false;
      } catch (error) {
        if (!this.#isAway) log.warn({ err: error }, 'records cannot be written to the database; they wait on disk');
        this.#isAway = true;
        await this.#pause(this.#retryMs);
        this.#retryMs = Math.min(2 * this.#retryMs, LAST_RETRY_MS);
      }
    }
  }

  async #writeNext(): Promise<void> {
    const { spool } = this.#options;
    const written = this.#written ?? (await this.#readCursor());
    const batch = await spool.readFrom(written + 1, BATCH);
    if (batch.length > 0) await this.#writeBatch(batch);
    if (batch.length >= BATCH) return;
    await Promise.race([spool.whenBeyond(this.#written ?? written), this.#stopped]);
    await this.#pause(GATHER_MS);
  }

  /** What the last process brought to the database is not written again. */
  async #readCursor(): Promise<number> {
    const { agentId, spool } = this.#options;
    const cursor = await db.agentCursor.findUnique({ where: { agentId } });
    const written = Number(cursor?.sequence ?? 0n);
    await spool.release(written);
    this.#written = written;
    return written;
  }

  async #writeBatch(batch: readonly Numbered[]): Promise<void> {
    const last = batch.at(-1)?.sequence ?? 0;
    try {
      const touched = await db.$transaction((tx) => writeOnce(tx, this.#options.agentId, batch), TRANSACTION);
      this.#written = last;
      this.#hints.touch(touched.calls, 'calls');
      this.#hints.touch(touched.numbers, 'numbers');
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await this.#writeAround(batch, error);
    }
    await this.#options.spool.release(last);
  }

  /** One record that the database refuses must not hold up all others: halves find it, and it is set aside. */
  async #writeAround(batch: readonly Numbered[], error: unknown): Promise<void> {
    const [first] = batch;
    if (first && batch.length === 1) return this.#setAside(first, error);
    const half = Math.ceil(batch.length / 2);
    await this.#writeBatch(batch.slice(0, half));
    await this.#writeBatch(batch.slice(half));
  }

  async #setAside({ sequence, record }: Numbered, error: unknown): Promise<void> {
    const { agentId, refusedFile } = this.#options;
    const reason = error instanceof Error ? error.message : String(error);
    const callId = record.type === 'call' ? record.call.uuid : undefined;
    log.error({ err: error, sequence, refusedFile, callId }, 'the database refuses a record; it was set aside');
    await fs.mkdir(path.dirname(refusedFile), { recursive: true });
    const handle = await fs.open(refusedFile, 'a', 0o600);
    try {
      await handle.write(`${JSON.stringify({ sequence, reason, record })}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await db.$transaction((tx) => moveCursor(tx, agentId, sequence));
    this.#written = sequence;
  }

  async #pause(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const passed = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([passed, this.#stopped]);
    clearTimeout(timer);
  }
}

/** Writes what the cursor says is not there yet, and moves it: both or neither. */
async function writeOnce(tx: Transaction, agentId: string, batch: readonly Numbered[]): Promise<Touched> {
  const written = await lockCursor(tx, agentId);
  const records = batch.filter(({ sequence }) => sequence > written).map(({ record }) => record);
  const touched = await recordAll(tx, agentId, records);
  await moveCursor(tx, agentId, Math.max(written, batch.at(-1)?.sequence ?? 0));
  return touched;
}

async function lockCursor(tx: Transaction, agentId: string): Promise<number> {
  await tx.$executeRaw`INSERT INTO agent_cursors (agent_id, sequence, written_at) VALUES (${agentId}, 0, now()) ON CONFLICT DO NOTHING`;
  const [cursor] = await tx.$queryRaw<{ sequence: bigint }[]>`
    SELECT sequence FROM agent_cursors WHERE agent_id = ${agentId} FOR UPDATE`;
  return Number(cursor?.sequence ?? 0n);
}

async function moveCursor(tx: Transaction, agentId: string, sequence: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO agent_cursors (agent_id, sequence, written_at) VALUES (${agentId}, ${BigInt(sequence)}, now())
    ON CONFLICT (agent_id) DO UPDATE SET sequence = GREATEST(agent_cursors.sequence, EXCLUDED.sequence), written_at = now()`;
}

/** SQLSTATE classes that say something of the data: trying again changes nothing. */
const OF_THE_DATA = /"originalCode":"(22|23)[0-9A-Z]{3}"/;

/** Whether the record itself is what cannot be written, not the database that is away. */
function isRefusal(error: unknown): boolean {
  // A figure that is none, a time that is none: thrown before the database saw it.
  if (error instanceof AppError || error instanceof RangeError || error instanceof SyntaxError) return true;
  return error instanceof Prisma.PrismaClientKnownRequestError && OF_THE_DATA.test(JSON.stringify(error.meta ?? {}));
}
