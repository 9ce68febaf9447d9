import 'server-only';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { AuditContext } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { ensureTrunks } from '@/lib/network';
import { settleStock } from './generate-stock';
import { ImportCarrier } from './import-carrier';
import {
  BadStockRow,
  parseStockRow,
  type ReadCell,
  STOCK_COLUMNS,
  type StockColumn,
  type StockRow,
} from './parse-stock-row';
import { StockPreview } from './preview-stock-rows';
import { type CsvRecord, readRecords } from './read-records';
import { RejectsFile } from './rejects-file';
import type { LoadProgress } from './types';
import { StockCatalogue, type WrittenRows, writeStockRows } from './write-stock-rows';

export interface ImportStockOptions {
  file: string;
  /** Name or slug; a new name makes a new carrier. */
  carrier: string;
  /** What a new carrier can fail together with others by; itself alone when left out. */
  failureDomains?: string[];
  /** Where rejected rows are written, with their reasons, to be put right and imported. */
  rejectsFile?: string;
  /** Told now and then, with what was counted so far. */
  onProgress?: (progress: LoadProgress, counts: ImportCounts) => void;
  onReject?: (line: number, reason: string) => void;
  /** Looks at every row and writes nothing. */
  isDryRun?: boolean;
  /** Ends the import early: what was read by then is imported. */
  signal?: AbortSignal;
}

export interface ImportCounts {
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
}

export interface ImportSummary extends ImportCounts {
  carrierName: string;
  isNewCarrier: boolean;
  /** Whether it was ended before the file was. */
  isStopped: boolean;
}

/** Rows a statement writes. While it does, the next ones are read and checked. */
const BATCH = 5_000;

type Header = ReadonlyMap<StockColumn, number>;

function isColumn(name: string): name is StockColumn {
  return Object.hasOwn(STOCK_COLUMNS, name);
}

function refuseFile(sentence: string): never {
  throw new AppError('invalid_input', sentence, { field: 'file' });
}

/** Where each column is; a file without the needed ones, or with others, is not a stock file. */
function readHeader(record: readonly string[]): Header {
  const header = new Map<StockColumn, number>();
  for (const [at, cell] of record.entries()) {
    const name = cell.trim().toLowerCase();
    if (!isColumn(name))
      refuseFile(`Column "${cell.slice(0, 40)}" is unknown: use ${Object.keys(STOCK_COLUMNS).join(', ')}.`);
    if (header.has(name)) refuseFile(`Column "${name}" is there twice.`);
    header.set(name, at);
  }
  for (const [name, { isRequired }] of Object.entries(STOCK_COLUMNS)) {
    if (isRequired && isColumn(name) && !header.has(name))
      refuseFile(`Column "${name}" is missing from the first line.`);
  }
  return header;
}

/** One import under way: what it counts, what it rejects, and the batch that is being written. */
class Import {
  readonly summary: ImportCounts = {
    rows: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    rejected: 0,
  };
  #header: Header | null = null;
  #columns: readonly string[] = [];
  #batch = new Map<string, { row: StockRow; from: CsvRecord }>();
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly write: (rows: readonly StockRow[]) => Promise<WrittenRows>,
    private readonly rejects: RejectsFile,
    private readonly options: ImportStockOptions,
  ) {}

  get hasHeader(): boolean {
    return this.#header !== null;
  }

  async start({ cells, flaw }: CsvRecord): Promise<void> {
    if (flaw) refuseFile(`The first line ${flaw}.`);
    this.#header = readHeader(cells);
    this.#columns = cells;
    await this.rejects.start(cells);
  }

  reject(from: CsvRecord, reason: string): void {
    this.summary.rejected += 1;
    this.options.onReject?.(from.line, reason);
    this.rejects.add(from, reason);
  }

  /** Takes one row in; waits for the database only when it is a whole batch behind. */
  async take(from: CsvRecord): Promise<void> {
    this.summary.rows += 1;
    const row = this.#check(from);
    if (row) this.#batch.set(row.number, { row, from });
    if (this.#batch.size >= BATCH) await this.#send();
  }

  async finish(): Promise<void> {
    await this.#send();
    await this.#writing;
    await this.rejects.write();
  }

  #check(from: CsvRecord): StockRow | null {
    if (from.flaw) {
      this.reject(from, from.flaw);
      return null;
    }
    const cell: ReadCell = (column) => from.cells[this.#header?.get(column) ?? -1]?.trim() ?? '';
    if (from.cells.length !== this.#columns.length) {
      this.reject(from, `has ${from.cells.length} columns where the first line has ${this.#columns.length}`);
      return null;
    }
    try {
      const row = parseStockRow(cell);
      const twin = this.#batch.get(row.number);
      if (!twin) return row;
      this.reject(from, `number ${row.number} is on line ${twin.from.line} already`);
    } catch (error) {
      if (!(error instanceof BadStockRow)) throw error;
      this.reject(from, error.message);
    }
    return null;
  }

  async #send(): Promise<void> {
    const batch = this.#batch;
    this.#batch = new Map();
    await this.#writing;
    await this.rejects.write();
    this.#writing = this.#writeBatch(batch);
    // Its failure is met at the next wait; until then it is nobody's.
    this.#writing.catch(() => undefined);
  }

  async #writeBatch(batch: ReadonlyMap<string, { row: StockRow; from: CsvRecord }>): Promise<void> {
    const written = await this.write([...batch.values()].map(({ row }) => row));
    this.summary.added += written.added;
    this.summary.changed += written.changed;
    this.summary.unchanged += written.unchanged;
    for (const [number, reason] of written.refused) {
      const from = batch.get(number)?.from;
      if (from) this.reject(from, `number ${number} ${reason}`);
    }
  }
}

/** Reads the file row by row into the import. */
async function readInto(run: Import, { file, onProgress, signal }: ImportStockOptions): Promise<void> {
  const { size } = await stat(file);
  const source = createReadStream(file, { highWaterMark: 256 * 1024, encoding: 'utf8' });
  try {
    for await (const from of readRecords(source)) {
      if (run.hasHeader) await run.take(from);
      else await run.start(from);
      if (run.summary.rows % BATCH !== 0) continue;
      onProgress?.({ phase: 'importing', done: source.bytesRead, total: size }, run.summary);
      if (signal?.aborted) break;
    }
  } finally {
    source.destroy();
  }
  if (!run.hasHeader) refuseFile('The file is empty: its first line must name the columns.');
  await run.finish();
  onProgress?.({ phase: 'importing', done: size, total: size }, run.summary);
}

async function checkFile({ file, rejectsFile }: ImportStockOptions): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found) refuseFile(`There is no file ${file}.`);
  if (!found.isFile()) refuseFile(`${file} is not a file.`);
  if (rejectsFile && path.resolve(rejectsFile) === path.resolve(file))
    refuseFile('The rejected rows need a file of their own.');
}

/**
 * Takes an operator's stock from a CSV file: rows that are right are added or brought up to date,
 * each other one is reported with its line and reason. Batches are written as they come, so what was
 * imported stays when it is cut off, and the same file may be imported again. A dry run tells the same and writes nothing.
 */
export async function importStock(ctx: AuditContext, options: ImportStockOptions): Promise<ImportSummary> {
  authorize(ctx, 'stock.import');
  await checkFile(options);
  const carrier = await ImportCarrier.find(options);
  const catalogue = await StockCatalogue.read();
  const isDryRun = options.isDryRun === true;
  const preview = new StockPreview(carrier, catalogue);
  const write = (rows: readonly StockRow[]) =>
    isDryRun ? preview.preview(rows) : writeStockRows(ctx, rows, { carrier, catalogue });
  const rejects = new RejectsFile(options.rejectsFile);
  try {
    const run = new Import(write, rejects, options);
    await readInto(run, options);
    if (!isDryRun) await db.$transaction((tx) => ensureTrunks(ctx, tx));
    if (!isDryRun && run.summary.added > 0) await settleStock();
    const isNewCarrier = isDryRun ? carrier.id === null && run.summary.added > 0 : carrier.isNew;
    return { ...run.summary, carrierName: carrier.name, isNewCarrier, isStopped: options.signal?.aborted === true };
  } finally {
    await rejects.close();
  }
}
