import fs from 'node:fs/promises';
import { EarlierCalls } from './earlier-calls';
import { OpenCalls } from './open-calls';
import { SegmentWriter } from './segment-writer';
import { listSegmentFiles, type Numbered, readSegment, recoverSegment, type Segment } from './spool-segments';
import type { AgentRecord, CallRecord } from './types';

export type { Numbered } from './spool-segments';

export interface SpoolOptions {
  /** The spool's own folder; made when it is not there. */
  folder: string;
  /** Records that wait on disk may take this much before the spool says it is full. */
  limitBytes?: number;
  /** A file is closed once it is that large. */
  segmentBytes?: number;
}

const LIMIT_BYTES = 2 ** 30;
const SEGMENT_BYTES = 4 * 2 ** 20;
/** Written records are kept until there is this much of them: removing them costs a copy of all open calls. */
const KEPT_BYTES = 16 * 2 ** 20;
/** About what an open call's record takes. */
const CALL_BYTES = 2_000;
/** Records that waited shorter than that many others are handed on without reading them again. */
const REMEMBERED = 20_000;
/** So many records a millisecond would have to be made for a new spool to begin where an older one was. */
const SEQUENCES_PER_MS = 1_000;

/**
 * What the agent recorded and the database does not have yet: numbered lines in files of the data
 * folder. A record is acknowledged when `flush` resolved after it; from then on neither a kill nor a
 * power cut loses it. Records are never refused: `isFull` asks the caller to make no new ones.
 */
export class Spool {
  readonly limitBytes: number;
  /** What the records on disk said of calls when the spool was opened. */
  readonly earlier: EarlierCalls;
  readonly #segments: Segment[];
  readonly #writer: SegmentWriter;
  readonly #open: OpenCalls;
  readonly #leftOpen: readonly CallRecord[];
  readonly #recent: Numbered[] = [];
  #next: number;
  /** Up to here the database has them. */
  #released: number;

  private constructor(options: Required<SpoolOptions>, { segments, open, last, earlier }: Recovered) {
    this.limitBytes = options.limitBytes;
    this.earlier = earlier;
    this.#segments = segments;
    this.#open = open;
    this.#leftOpen = open.list();
    this.#next = last + 1;
    this.#released = (segments[0]?.first ?? this.#next) - 1;
    this.#writer = new SegmentWriter({ ...options, segments, flushed: last });
  }

  /** Opens a folder as the last process left it, however that ended. */
  static async open(options: SpoolOptions): Promise<Spool> {
    const { folder, limitBytes = LIMIT_BYTES, segmentBytes = SEGMENT_BYTES } = options;
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    return new Spool({ folder, limitBytes, segmentBytes }, await recover(folder));
  }

  /**
   * Takes a record, which must not change any more, and answers with its sequence. It is acknowledged by
   * the next `flush`.
   */
  append(record: AgentRecord): number {
    const numbered = { sequence: this.#next, record };
    this.#next += 1;
    this.#open.observe(record);
    this.#recent.push(numbered);
    if (this.#recent.length > 2 * REMEMBERED) this.#recent.splice(0, REMEMBERED);
    this.#writer.write(numbered);
    return numbered.sequence;
  }

  /** Resolves once every record taken so far is on disk. While the disk refuses, it waits. */
  flush(): Promise<void> {
    return this.#writer.whenFlushed(this.#next - 1);
  }

  /** Resolves once a record behind that sequence is on disk. */
  whenBeyond(sequence: number): Promise<void> {
    return this.#writer.whenFlushed(sequence + 1);
  }

  /** Whether no new calls should be made: the limit is reached, or the disk takes nothing. */
  get isFull(): boolean {
    return this.#writer.isFailing || this.waitingBytes >= this.limitBytes;
  }

  /** Records the database does not have. */
  get waitingRecords(): number {
    return this.#next - 1 - this.#released;
  }

  /** What files with such records take on disk, with what is about to be written. */
  get waitingBytes(): number {
    if (this.waitingRecords === 0) return 0;
    const onDisk = this.#segments.reduce((sum, { last, bytes }) => (last > this.#released ? sum + bytes : sum), 0);
    return onDisk + this.#writer.pendingCount * CALL_BYTES;
  }

  /** The calls that had no end when the spool was opened, each by its last record: what a killed process left. */
  openCalls(): readonly CallRecord[] {
    return this.#leftOpen;
  }

  /** Records on disk from that sequence on, in order, at most so many; empty when there are none. */
  async readFrom(sequence: number, most: number): Promise<Numbered[]> {
    const from = Math.max(sequence, this.#released + 1);
    const oldest = this.#recent[0]?.sequence ?? Number.POSITIVE_INFINITY;
    if (from >= oldest) return this.#recent.slice(from - oldest, from - oldest + this.#readable(from, most));
    const segment = this.#segments.find(({ last }) => last >= from);
    if (!segment) return [];
    const { records } = await readSegment(segment.file);
    // The newest file may end in records that are written and not yet synchronised.
    const onDisk = records.filter((numbered) => numbered.sequence >= from && numbered.sequence <= this.#writer.flushed);
    return onDisk.slice(0, most);
  }

  /** The database has everything up to that sequence: files with nothing else are removed. */
  async release(through: number): Promise<void> {
    this.#released = Math.max(this.#released, Math.min(through, this.#next - 1));
    this.#recent.splice(0, this.#released + 1 - (this.#recent[0]?.sequence ?? this.#released + 1));
    const done = this.#segments.slice(0, -1).filter(({ last }) => last <= this.#released);
    const doneBytes = done.reduce((sum, { bytes }) => sum + bytes, 0);
    if (doneBytes < Math.max(KEPT_BYTES, 4 * this.#open.count * CALL_BYTES)) return;
    const taken = this.#next - 1;
    await this.#open.save(taken, () => this.#writer.whenFlushed(taken));
    for (const { file } of done) await fs.rm(file);
    this.#segments.splice(0, done.length);
  }

  /** Writes what is pending and lets go of the files. */
  async close(): Promise<void> {
    await this.#writer.close();
  }

  #readable(from: number, most: number): number {
    return Math.max(0, Math.min(most, this.#writer.flushed - from + 1));
  }
}

interface Recovered {
  segments: Segment[];
  open: OpenCalls;
  last: number;
  earlier: EarlierCalls;
}

async function recover(folder: string): Promise<Recovered> {
  const open = await OpenCalls.load(folder);
  const files = await listSegmentFiles(folder);
  const segments: Segment[] = [];
  const earlier = new EarlierCalls();
  for (const call of open.list()) earlier.observe({ sequence: open.through, record: { type: 'call', call } });
  for (const [index, file] of files.entries()) {
    const { segment, records } = await recoverSegment(file, index === files.length - 1);
    segments.push(segment);
    for (const numbered of records) {
      earlier.observe(numbered);
      if (numbered.sequence > open.through) open.observe(numbered.record);
    }
  }
  const newest = segments.at(-1);
  // A folder that was lost must not give numbers again that the database has as written.
  const last = Math.max(newest?.last ?? 0, newest ? newest.first - 1 : 0, open.through);
  return { segments, open, earlier, last: last === 0 ? Date.now() * SEQUENCES_PER_MS : last };
}
