import 'server-only';
import { type AuditContext, recordAudit } from '@/lib/audit';
import { db, type Transaction } from '@/lib/db';
import type { ImportCarrier } from './import-carrier';
import type { StockRow } from './parse-stock-row';
import { type AreaKey, areaKey, ensureAreas, ensureRatePlans, rateKey } from './write-catalogue';

/** What became of a number that was in the stock already, or could not be put there. */
export interface KnownRow {
  number: string;
  status: string;
  carrier_name: string;
  is_ours: boolean;
  is_same: boolean;
  is_changed: boolean;
}

export interface WrittenRows {
  added: number;
  changed: number;
  unchanged: number;
  /** Why a number was left as it is, by number. */
  refused: Map<string, string>;
}

/** Numbers nobody has: what the carrier says about them may change. */
const STATUS_WORDS: Readonly<Record<string, string>> = {
  reserved: 'is reserved by a customer, so it was not changed',
  rented: 'is rented by a customer, so it was not changed',
  held_for_buyback: 'is kept for its former customer, so it was not changed',
};

/** Areas and rate plans an import has met, so that each is looked up once. */
export class StockCatalogue {
  readonly #areas = new Map<string, number>();
  readonly #ratePlans = new Map<string, number>();
  /** Codes of known places by country and name: a place's numbers share its area though its code cannot always be told from a number. */
  readonly #places = new Map<string, AreaKey[]>();

  static async read(): Promise<StockCatalogue> {
    const catalogue = new StockCatalogue();
    const rows = await db.area.findMany();
    for (const { countryIso, code, place, region, id } of rows) {
      catalogue.#remember({ country: countryIso, code, name: place, region }, id);
    }
    return catalogue;
  }

  #remember(area: AreaKey, id: number): void {
    this.#areas.set(areaKey(area), id);
    const key = placeKey(area);
    this.#places.set(key, [...(this.#places.get(key) ?? []), area]);
  }

  /** The known area of a row's place that its number belongs to, else a new one. */
  #areaOf(row: StockRow): AreaKey {
    const wanted = { country: row.country, code: row.code, name: row.place, region: row.region };
    const sameName = this.#places.get(placeKey(wanted)) ?? [];
    const fits = ({ code, region }: AreaKey) =>
      row.code.startsWith(code) && (row.region === '' || sameText(region, row.region));
    return sameName.find(fits) ?? wanted;
  }

  /** Area ids of rows; 0 for one that would have to be made. */
  knownAreaIds(rows: readonly StockRow[]): number[] {
    return rows.map((row) => this.#areas.get(areaKey(this.#areaOf(row))) ?? 0);
  }

  /** Area ids of rows, making the areas that are missing. */
  async areaIds(tx: Transaction, rows: readonly StockRow[]): Promise<number[]> {
    const areas = rows.map((row) => this.#areaOf(row));
    const missing = new Map(
      areas.filter((area) => !this.#areas.has(areaKey(area))).map((area) => [areaKey(area), area]),
    );
    if (missing.size > 0) {
      const ids = await ensureAreas(tx, [...missing.values()]);
      for (const [key, area] of missing) this.#remember(area, ids.get(key) ?? 0);
    }
    return areas.map((area) => this.#areas.get(areaKey(area)) ?? 0);
  }

  /** Rate plan ids of rows, making those that are missing. */
  async ratePlanIds(tx: Transaction, rows: readonly StockRow[]): Promise<number[]> {
    const missing = rows.map((row) => row.rate).filter((rate) => !this.#ratePlans.has(rateKey(rate)));
    if (missing.length > 0) {
      for (const [key, id] of await ensureRatePlans(tx, missing)) this.#ratePlans.set(key, id);
    }
    return rows.map((row) => this.#ratePlans.get(rateKey(row.rate)) ?? 0);
  }
}

function placeKey({ country, name }: Pick<AreaKey, 'country' | 'name'>): string {
  return `${country} ${name.toLowerCase()}`;
}

function sameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Writes rows of different numbers in one statement: new ones are added, the carrier's own that nobody has are brought up to date. */
function writeRows(
  tx: Transaction,
  rows: readonly StockRow[],
  carrierId: number,
  ids: { areas: number[]; ratePlans: number[] },
): Promise<KnownRow[]> {
  const column = <T>(pick: (row: StockRow) => T): T[] => rows.map(pick);
  return tx.$queryRaw<KnownRow[]>`
    WITH incoming AS (
      SELECT number, country_iso::bpchar AS country_iso, type::"NumberType" AS type, area_id, rate_plan_id, series, voice, sms, mms
        FROM unnest(${column((row) => row.number)}::text[], ${column((row) => row.country)}::text[], ${column((row) => row.type)}::text[],
          ${ids.areas}::int[], ${ids.ratePlans}::int[], ${column((row) => row.series)}::text[], ${column((row) => row.voice)}::boolean[],
          ${column((row) => row.sms)}::boolean[], ${column((row) => row.mms)}::boolean[])
          AS row(number, country_iso, type, area_id, rate_plan_id, series, voice, sms, mms)
    ), known AS MATERIALIZED (
      SELECT n.number, n.status::text, c.name AS carrier_name, n.carrier_id = ${carrierId} AS is_ours,
          (n.type, n.area_id, n.rate_plan_id, n.series, n.voice, n.sms, n.mms) = (i.type, i.area_id, i.rate_plan_id, i.series, i.voice, i.sms, i.mms) AS is_same
        FROM incoming i JOIN inventory_numbers n USING (number) JOIN carriers c ON c.id = n.carrier_id
    ), added AS (
      INSERT INTO inventory_numbers (number, country_iso, type, area_id, carrier_id, rate_plan_id, series, voice, sms, mms)
      SELECT number, country_iso, type, area_id, ${carrierId}, rate_plan_id, series, voice, sms, mms FROM incoming
       WHERE NOT EXISTS (SELECT 1 FROM known WHERE known.number = incoming.number) ORDER BY number
      ON CONFLICT DO NOTHING RETURNING number
    ), changed AS (
      UPDATE inventory_numbers n SET type = i.type, area_id = i.area_id, rate_plan_id = i.rate_plan_id, series = i.series, voice = i.voice,
          sms = i.sms, mms = i.mms
        FROM incoming i JOIN known k USING (number)
       WHERE n.number = i.number AND k.is_ours AND NOT k.is_same AND n.carrier_id = ${carrierId} AND n.status IN ('available', 'withdrawn')
      RETURNING n.number
    )
    SELECT i.number, coalesce(k.status, 'taken') AS status, coalesce(k.carrier_name, '') AS carrier_name, coalesce(k.is_ours, false) AS is_ours,
        coalesce(k.is_same, false) AS is_same, EXISTS (SELECT 1 FROM changed c WHERE c.number = i.number) AS is_changed
      FROM incoming i LEFT JOIN known k USING (number) WHERE NOT EXISTS (SELECT 1 FROM added a WHERE a.number = i.number)`;
}

/** Why a number that is there already is left as it is; null when it is brought up to date, or is so. */
export function refusalOf(row: KnownRow): string | null {
  if (row.is_changed || (row.is_ours && row.is_same)) return null;
  if (row.is_ours) return STATUS_WORDS[row.status] ?? 'was just taken by a customer, so it was not changed';
  if (row.carrier_name === '') return 'was added by another import at the same moment: run this import again';
  return `belongs to ${row.carrier_name}`;
}

/** Writes a batch of rows of different numbers, with its audit row and its carrier when that is new, in one transaction. Numbers that somebody has are never touched. */
export async function writeStockRows(
  ctx: AuditContext,
  rows: readonly StockRow[],
  { carrier, catalogue }: { carrier: ImportCarrier; catalogue: StockCatalogue },
): Promise<WrittenRows> {
  if (rows.length === 0) return { added: 0, changed: 0, unchanged: 0, refused: new Map() };
  return db.$transaction(
    async (tx) => {
      const carrierId = await carrier.ensure(ctx, tx);
      const ids = { areas: await catalogue.areaIds(tx, rows), ratePlans: await catalogue.ratePlanIds(tx, rows) };
      const known = await writeRows(tx, rows, carrierId, ids);
      const refused = new Map(
        known.flatMap((row) => {
          const reason = refusalOf(row);
          return reason === null ? [] : [[row.number, reason] as const];
        }),
      );
      const changed = known.filter((row) => row.is_changed).length;
      const written = {
        added: rows.length - known.length,
        changed,
        unchanged: known.length - changed - refused.size,
        refused,
      };
      if (written.added + changed === 0) return written;
      await ensureCountries(tx, carrierId, rows);
      const after = { added: written.added, changed };
      await recordAudit(ctx, tx, { action: 'stock.import', entityType: 'carrier', entityId: carrier.slug, after });
      return written;
    },
    { maxWait: 10_000, timeout: 120_000 },
  );
}

/** Searches for places ask a country's carriers only, so a carrier's countries are kept up to date with its stock. */
async function ensureCountries(tx: Transaction, carrierId: number, rows: readonly StockRow[]): Promise<void> {
  const countries = [...new Set(rows.map((row) => row.country))];
  await tx.$executeRaw`
    UPDATE carriers SET country_isos = ARRAY(SELECT DISTINCT iso FROM unnest(country_isos || ${countries}::text[]) AS iso ORDER BY iso)
     WHERE id = ${carrierId} AND NOT country_isos @> ${countries}::text[]`;
}
