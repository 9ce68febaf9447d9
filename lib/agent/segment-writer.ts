import fs from 'node:fs/promises';
import { log } from '@/lib/log';
import { lineOf, type Numbered, type Segment, segmentFile, syncFolder } from './spool-segments';

const RETRY_MS = 1_000;
/** Records of one write: a backlog is spread over segments, too. */
const MOST_AT_ONCE = 500;

interface Waiter {
  sequence: number;
  resolve: () => void;
}

interface SegmentWriterOptions {
  folder: string;
  /** Oldest first; the last one is written on. */
  segments: Segment[];
  /** A segment is closed once it is that large. */
  segmentBytes: number;
  /** The sequence up to which everything is on disk. */
  flushed: number;
}

/**
 * Writes lines to the newest segment and synchronises it, one write at a time: what comes meanwhile
 * goes together into the next one. When the disk refuses, it tries again until it does not.
 */
export class SegmentWriter {
  readonly #options: SegmentWriterOptions;
  #pending: Numbered[] = [];
  #waiters: Waiter[] = [];
  #running: Promise<void> | null = null;
  #handle: fs.FileHandle | null = null;
  #flushed: number;
  #failure: unknown = null;
  #isClosed = false;

  constructor(options: SegmentWriterOptions) {
    this.#options = options;
    this.#flushed = options.flushed;
  }

  /** The sequence up to which everything is on disk. */
  get flushed(): number {
    return this.#flushed;
  }

  get pendingCount(): number {
    return this.#pending.length;
  }

  /** Whether the disk refuses at present. */
  get isFailing(): boolean {
    return this.#failure !== null;
  }

  write(numbered: Numbered): void {
    this.#pending.push(numbered);
    this.#running ??= this.#run();
  }

  /** Resolves once the record of that sequence is on disk. */
  whenFlushed(sequence: number): Promise<void> {
    if (this.#flushed >= sequence) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push({ sequence, resolve }));
  }

  async close(): Promise<void> {
    await this.#running;
    this.#isClosed = true;
    await this.#handle?.close();
    this.#handle = null;
  }

  async #run(): Promise<void> {
    // Whatever the caller still has to say in this turn goes into the same write.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#pending.length > 0 && !this.#isClosed) {
      const batch = this.#pending.splice(0, MOST_AT_ONCE);
      try {
        await this.#writeBatch(batch);
        this.#failure = null;
      } catch (error) {
        this.#pending = [...batch, ...this.#pending];
        if (this.#failure === null) log.error({ err: error }, 'the spool of call records cannot be written; trying on');
        this.#failure = error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    this.#running = null;
  }

  async #writeBatch(batch: readonly Numbered[]): Promise<void> {
    const first = batch[0];
    const last = batch.at(-1);
    if (!first || !last) return;
    const segment = await this.#segmentFor(first.sequence);
    const handle = this.#handle ?? (await fs.open(segment.file, 'r+'));
    this.#handle = handle;
    const bytes = Buffer.from(batch.map(lineOf).join(''));
    // At a place of its own: what a failed try left is written over.
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, segment.bytes + done);
      done += bytesWritten;
    }
    await handle.datasync();
    segment.bytes += bytes.length;
    segment.last = last.sequence;
    this.#flushed = last.sequence;
    this.#tell();
  }

  /** The segment that takes the next record: the newest, or a new one behind it. */
  async #segmentFor(sequence: number): Promise<Segment> {
    const { folder, segments, segmentBytes } = this.#options;
    const newest = segments.at(-1);
    if (newest && newest.bytes < segmentBytes) return newest;
    await this.#handle?.close();
    this.#handle = null;
    const segment = { file: segmentFile(folder, sequence), first: sequence, last: sequence - 1, bytes: 0 };
    const handle = await fs.open(segment.file, 'w', 0o600);
    await handle.close();
    await syncFolder(folder);
    segments.push(segment);
    return segment;
  }

  #tell(): void {
    const reached = this.#waiters.filter(({ sequence }) => sequence <= this.#flushed);
    if (reached.length === 0) return;
    this.#waiters = this.#waiters.filter(({ sequence }) => sequence > this.#flushed);
    for (const { resolve } of reached) resolve();
  }
}
