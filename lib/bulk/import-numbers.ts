import 'server-only';
import { listApplications } from '@/lib/applications';
import { authorize } from '@/lib/auth';
import { requireAcceptedCompliance } from '@/lib/compliance';
import { actorId, type Context, withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { BadStockRow } from '@/lib/stock/parse-stock-row';
import { type CsvRecord, readRecords } from '@/lib/stock/read-records';
import { MOST_IMPORT_BYTES, MOST_IMPORTED } from './format';
import { type BroughtRow, type BroughtScene, parseBroughtRow } from './parse-brought-row';
import { type BroughtColumn, readBroughtHeader } from './rules-import';
import { insertItems, insertJob, type NewItem } from './start-edit';
import type { Terms } from './types';

const BATCH = 1_000;
/** A draft that nobody imports is forgotten after this. */
const DRAFT_MS = 24 * 3_600_000;

interface UploadedFile {
  fileName: string;
  body: AsyncIterable<Uint8Array>;
}

function refuseFile(sentence: string): never {
  throw new AppError('invalid_input', sentence, { field: 'file' });
}

/**
 * Looks at a file of numbers that the account rents from its carriers itself: each row is right or is told with its line
 * and reason. Nothing is imported; the draft that comes out is what `startImport` is asked with.
 */
export async function importNumbers(ctx: Context, { fileName, body }: UploadedFile): Promise<{ jobId: string }> {
  authorize(ctx, 'numbers.import');
  const jobId = createId('job');
  const expiresAt = new Date(ctx.now().getTime() + DRAFT_MS);
  const terms = { fileName: fileName.slice(0, 200) };
  await withTransaction(ctx, (tx) =>
    insertJob(ctx, tx, { jobId, kind: 'import', terms, total: 0, state: 'draft', expiresAt }),
  );
  try {
    const dryRun = new DryRun(ctx, jobId, await sceneOf(ctx));
    for await (const record of readRecords(textOf(body))) await dryRun.take(record);
    const { rows, columns } = await dryRun.finish();
    await db.bulkJob.update({ where: { id: jobId }, data: { total: rows, terms: { ...terms, columns } } });
    await dropEarlier(ctx, jobId);
    return { jobId };
  } catch (error) {
    await db.bulkJob.delete({ where: { id: jobId } });
    throw error;
  }
}

/** A person looks at one file at a time; one that is still being read has no total yet and is let be. */
async function dropEarlier(ctx: Context, jobId: string): Promise<void> {
  await db.bulkJob.deleteMany({
    where: {
      ...{
        accountId: ctx.accountId,
        kind: 'import' as const,
        state: 'draft' as const,
        id: { not: jobId },
        total: { gt: 0 },
      },
      ...{ actorType: ctx.actor.type, actorId: actorId(ctx) },
    },
  });
}

async function sceneOf(ctx: Context): Promise<BroughtScene> {
  const [carriers, applications] = await Promise.all([
    db.carrier.findMany({ select: { id: true, slug: true, name: true } }),
    listApplications(ctx),
  ]);
  return {
    carriers: new Map(
      carriers.flatMap(({ id, slug, name }) => [[slug, id] as const, [name.toLowerCase(), id] as const]),
    ),
    applications: new Map(applications.map(({ id, name }) => [name.toLowerCase(), id])),
  };
}

async function* textOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > MOST_IMPORT_BYTES)
      refuseFile(`The file is larger than ${MOST_IMPORT_BYTES / 1e6} MB; upload fewer numbers at a time.`);
    // No cell may hold a NUL, which the database does not store: it counts as a blank.
    yield decoder.decode(chunk, { stream: true }).replaceAll('\0', ' ');
  }
  yield decoder.decode();
}

/** A file being looked at: what is written of it so far, and the rows that wait to be compared with the database. */
class DryRun {
  #header: ReadonlyMap<BroughtColumn, number> | null = null;
  #columns: string[] = [];
  #rows = 0;
  #items: NewItem[] = [];
  readonly #lines = new Map<string, number>();
  readonly #compliance = new Map<string, Promise<string | null>>();

  constructor(
    private readonly ctx: Context,
    private readonly jobId: string,
    private readonly scene: BroughtScene,
  ) {}

  async take(record: CsvRecord): Promise<void> {
    if (!this.#header) return this.#begin(record);
    this.#rows += 1;
    if (this.#rows > MOST_IMPORTED)
      refuseFile(`The file has more than ${MOST_IMPORTED.toLocaleString('en')} rows; upload fewer at a time.`);
    this.#items.push(await this.#check(record));
    if (this.#items.length >= BATCH) await this.#write();
  }

  async finish(): Promise<{ rows: number; columns: string[] }> {
    if (!this.#header) refuseFile('The file is empty: its first line must name the columns.');
    if (this.#rows === 0) refuseFile('The file has no rows below its first line.');
    await this.#write();
    return { rows: this.#rows, columns: this.#columns };
  }

  #begin({ cells, flaw }: CsvRecord): void {
    if (flaw) refuseFile(`The first line ${flaw}.`);
    const header = readBroughtHeader(cells);
    if (typeof header === 'string') refuseFile(header);
    this.#header = header;
    this.#columns = cells.map((cell) => cell.trim().toLowerCase()).filter((cell) => !cell.startsWith('rejected_'));
  }

  async #check(from: CsvRecord): Promise<NewItem> {
    try {
      const row = this.#parse(from);
      const refusal = await this.#complianceRefusal(row);
      if (refusal) throw new BadStockRow(refusal);
      this.#lines.set(row.number, from.line);
      return {
        position: this.#rows,
        number: row.number,
        data: { ...row.data, line: from.line, cells: this.#cellsOf(from) },
      };
    } catch (error) {
      if (!(error instanceof BadStockRow)) throw error;
      return this.#reject(from, sentenceOf(error.message));
    }
  }

  #parse(from: CsvRecord): BroughtRow {
    if (from.flaw) throw new BadStockRow(from.flaw);
    const row = parseBroughtRow((column) => from.cells[this.#header?.get(column) ?? -1]?.trim() ?? '', this.scene);
    const twin = this.#lines.get(row.number);
    if (twin !== undefined) throw new BadStockRow(`number ${row.number} is on line ${twin} already`);
    return row;
  }

  #reject(from: CsvRecord, reason: string): NewItem {
    const at = this.#header?.get('number') ?? -1;
    const number = (from.cells[at] ?? '').replace(/\D/g, '').slice(0, 20);
    const data: Terms = { line: from.line, cells: this.#cellsOf(from) };
    return { position: this.#rows, number, data, state: 'failed', reason };
  }

  /** As they stand under the file's own columns, those of a former rejects file left out; a line that is none, as a whole. */
  #cellsOf({ cells, text, flaw }: CsvRecord): string[] {
    if (flaw) return [text.slice(0, 2_000)];
    return cells.slice(Math.max(0, cells.length - this.#columns.length));
  }

  /** One question a country and type; the same rule and sentence as a purchase has. */
  #complianceRefusal({ countryIso, type }: BroughtRow): Promise<string | null> {
    const key = `${countryIso} ${type}`;
    const known = this.#compliance.get(key);
    if (known) return known;
    const asked = requireAcceptedCompliance(this.ctx, { countryIso, type }, null).then(
      () => null,
      (error: unknown) => {
        if (error instanceof AppError) return error.message;
        throw error;
      },
    );
    this.#compliance.set(key, asked);
    return asked;
  }

  async #write(): Promise<void> {
    const items = this.#items;
    this.#items = [];
    const good = items.filter(({ state }) => state !== 'failed').map(({ number }) => number);
    const taken = await listTaken(good);
    const checked = items.map((item) => {
      const reason = item.state === 'failed' ? null : taken.get(item.number);
      return reason ? { ...item, state: 'failed' as const, reason } : item;
    });
    await db.$transaction((tx) => insertItems(tx, this.jobId, checked));
  }
}

/** Flaws of a row are told after its line; here they stand alone. */
function sentenceOf(flaw: string): string {
  // Names of fields stay as they are written.
  const text = flaw.replace(/^[a-z]+(?= )/, (word) => word.charAt(0).toUpperCase() + word.slice(1));
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const IN_STOCK = 'Number is on offer in this installation; buy it instead.';
const RENTED = 'Number is in use in this installation already.';

/** Numbers that cannot be brought in because they are here, with the reason. One brought before and released may come again. */
export async function listTaken(numbers: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ number: string; status: string; isFree: boolean }[]>`
    SELECT i.number, i.status::text AS status,
           i.status = 'withdrawn' AND EXISTS (SELECT 1 FROM rentals r WHERE r.number = i.number AND r.origin = 'brought')
             AND NOT EXISTS (SELECT 1 FROM rentals r WHERE r.number = i.number AND r.status IN ('provisioning', 'active', 'past_due')) AS "isFree"
      FROM inventory_numbers i WHERE i.number = ANY(${[...numbers]}::text[])`;
  return new Map(
    rows
      .filter(({ isFree }) => !isFree)
      .map(({ number, status }) => [number, status === 'available' ? IN_STOCK : RENTED]),
  );
}
