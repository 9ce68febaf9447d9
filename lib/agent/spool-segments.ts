import fs from 'node:fs/promises';
import path from 'node:path';
import { log } from '@/lib/log';
import type { AgentRecord } from './types';

/** A record with its place in the order of all of them. */
export interface Numbered {
  sequence: number;
  record: AgentRecord;
}

/** A file of records; its name is the sequence of the first one. */
export interface Segment {
  file: string;
  first: number;
  /** Below `first` while it is empty. */
  last: number;
  bytes: number;
}

const LINE_BREAK = 10;
const NAME = /^(\d{16,})\.ndjson$/;

export function segmentFile(folder: string, first: number): string {
  return path.join(folder, `${String(first).padStart(16, '0')}.ndjson`);
}

/** One record as a line: its sequence, a space, JSON. */
export function lineOf({ sequence, record }: Numbered): string {
  return `${sequence} ${JSON.stringify(record)}\n`;
}

/** What a line says; null when it was cut off or damaged. */
function parseLine(line: string): Numbered | null {
  const space = line.indexOf(' ');
  const sequence = Number(line.slice(0, space));
  if (space < 1 || !Number.isSafeInteger(sequence) || sequence < 1) return null;
  try {
    const record: AgentRecord = JSON.parse(line.slice(space + 1));
    return { sequence, record };
  } catch {
    return null;
  }
}

interface SegmentContent {
  records: Numbered[];
  /** Up to the end of the last line that was read. */
  readBytes: number;
  damagedLines: number;
}

/** Reads whole lines: what stands behind the last line break was never finished. */
export async function readSegment(file: string, { stopAtDamage = false } = {}): Promise<SegmentContent> {
  const content: SegmentContent = { records: [], readBytes: 0, damagedLines: 0 };
  const buffer = await fs.readFile(file);
  for (let end = buffer.indexOf(LINE_BREAK); end >= 0; end = buffer.indexOf(LINE_BREAK, content.readBytes)) {
    const parsed = parseLine(buffer.toString('utf8', content.readBytes, end));
    if (parsed) content.records.push(parsed);
    else if (stopAtDamage) break;
    else content.damagedLines += 1;
    content.readBytes = end + 1;
  }
  return content;
}

/** The segments of a folder, oldest first, as far as their names tell. */
export async function listSegmentFiles(folder: string): Promise<{ file: string; first: number }[]> {
  const found: { file: string; first: number }[] = [];
  for (const name of await fs.readdir(folder)) {
    const first = NAME.exec(name)?.[1];
    if (first) found.push({ file: path.join(folder, name), first: Number(first) });
  }
  return found.sort((a, b) => a.first - b.first);
}

/**
 * Reads a segment after a restart. Nothing behind a damaged line of the newest one was ever
 * acknowledged (the disk is synchronised in order), so it is cut off there; in an older one, which was
 * whole when it was closed, the disk has failed: the rest is kept and the loss is told.
 */
export async function recoverSegment(
  { file, first }: { file: string; first: number },
  isNewest: boolean,
): Promise<{ segment: Segment; records: Numbered[] }> {
  const { records, readBytes, damagedLines } = await readSegment(file, { stopAtDamage: isNewest });
  if (isNewest) await fs.truncate(file, readBytes);
  if (damagedLines > 0) log.error({ file, damagedLines }, 'records of calls were damaged on disk and are lost');
  return { segment: { file, first, last: records.at(-1)?.sequence ?? first - 1, bytes: readBytes }, records };
}

/** Makes new and removed names last over a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
