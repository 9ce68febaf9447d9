import fs from 'node:fs';
import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { CDR_COLUMNS, type CdrColumn, type CdrRow, parseRow } from './parse-row';
import { Recorder, type Recording } from './recording';

/** A file that holds no calls at all that could be replayed. */
export class ReplayError extends Error {}

export interface ReplayFile {
  recording: Recording;
  rows: number;
  rejected: number;
  /** Calls that came in; they have no carrier of ours to choose. */
  inbound: number;
}

function isColumn(name: string): name is CdrColumn {
  return Object.hasOwn(CDR_COLUMNS, name);
}

function readHeader(names: readonly string[]): string[] {
  const clean = names.map((name) => name.trim().toLowerCase());
  const missing = Object.entries(CDR_COLUMNS).flatMap(([name, { isRequired }]) =>
    isRequired && !clean.includes(name) ? [name] : [],
  );
  if (missing.length > 0) throw new ReplayError(`line 1: the columns ${missing.join(', ')} are missing`);
  return clean;
}

function pick(record: Readonly<Record<string, string>>): CdrRow {
  return Object.fromEntries(Object.entries(record).filter(([name]) => isColumn(name)));
}

/** Characters; a longer row is no call record, and reading on in it would take ever longer. */
const LONGEST_ROW = 65_536;

interface ReadOptions {
  /** How mistakes name the file. */
  name: string;
  onReject: (line: number, reason: string) => void;
  /** More calls than this are refused. */
  mostCalls?: number;
}

/**
 * Reads call records from a CSV file, row by row: the file is never in memory as a whole, the calls are, in 37 bytes
 * each. Rows that are wrong are reported and left out.
 * @throws {ReplayError} when the file, its header or every row is wrong
 */
export async function loadCalls(file: string, onReject: (line: number, reason: string) => void): Promise<ReplayFile> {
  if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) throw new ReplayError(`${file}: there is no such file`);
  return readCalls(fs.createReadStream(file), { name: file, onReject });
}

/**
 * The same from any stream of bytes.
 * @throws {ReplayError} when the header or every row is wrong, or there are more calls than allowed
 */
export async function readCalls(source: Readable, options: ReadOptions): Promise<ReplayFile> {
  const { name, onReject, mostCalls = Number.POSITIVE_INFINITY } = options;
  const recorder = new Recorder();
  const found = { rows: 0, rejected: 0, inbound: 0 };
  const reject = (line: number, reason: string) => {
    found.rejected += 1;
    onReject(line, reason);
  };
  const parser = parse({
    bom: true,
    columns: readHeader,
    info: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
    on_skip: (error) => {
      found.rows += 1;
      reject(Number(error?.lines ?? 0), 'is not CSV: quotes must be closed and doubled inside');
      return undefined;
    },
    skip_records_with_error: true,
  });
  // Whoever reads the rows hears of a source that broke off.
  source.once('error', (error) => parser.destroy(error));
  for await (const { record, info } of source.pipe(parser)) {
    found.rows += 1;
    const parsed = parseRow(pick(record));
    if ('call' in parsed) recorder.add(parsed.call);
    else if ('reason' in parsed) reject(info.lines, parsed.reason);
    else found.inbound += 1;
    if (recorder.count > mostCalls) throw new ReplayError(`${name}: holds more than ${mostCalls} calls`);
  }
  if (recorder.count === 0) throw new ReplayError(`${name}: none of its ${found.rows} rows can be replayed`);
  return { ...found, recording: recorder.finish() };
}
