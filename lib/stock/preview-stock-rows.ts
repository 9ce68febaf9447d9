import 'server-only';
import { db } from '@/lib/db';
import type { ImportCarrier } from './import-carrier';
import type { StockRow } from './parse-stock-row';
import { type KnownRow, refusalOf, type StockCatalogue, type WrittenRows } from './write-stock-rows';

/** What is known of rows of different numbers: those that are in the stock, and whether what the rows say is what is there. */
function findKnown(
  rows: readonly StockRow[],
  carrierId: number | null,
  areaIds: readonly number[],
): Promise<KnownRow[]> {
  const column = <T>(pick: (row: StockRow) => T): T[] => rows.map(pick);
  return db.$queryRaw<KnownRow[]>`
    WITH incoming AS (
      SELECT * FROM unnest(${column((row) => row.number)}::text[], ${column((row) => row.type)}::text[], ${[...areaIds]}::int[],
          ${column((row) => row.series)}::text[], ${column((row) => row.voice)}::boolean[], ${column((row) => row.sms)}::boolean[],
          ${column((row) => row.mms)}::boolean[], ${column((row) => row.rate.setupInrMicros)}::bigint[], ${column((row) => row.rate.setupUsdMicros)}::bigint[],
          ${column((row) => row.rate.monthlyInrMicros)}::bigint[], ${column((row) => row.rate.monthlyUsdMicros)}::bigint[])
          AS row(number, type, area_id, series, voice, sms, mms, setup_inr, setup_usd, monthly_inr, monthly_usd)
    ), known AS (
      SELECT n.number, n.status::text AS status, c.name AS carrier_name, n.carrier_id IS NOT DISTINCT FROM ${carrierId}::int AS is_ours,
          (n.type::text, n.area_id, n.series, n.voice, n.sms, n.mms, p.setup_inr_micros, p.setup_usd_micros, p.monthly_inr_micros, p.monthly_usd_micros)
            = (i.type, i.area_id, i.series, i.voice, i.sms, i.mms, i.setup_inr, i.setup_usd, i.monthly_inr, i.monthly_usd) AS is_same
        FROM incoming i JOIN inventory_numbers n USING (number) JOIN carriers c ON c.id = n.carrier_id JOIN rate_plans p ON p.id = n.rate_plan_id
    )
    SELECT *, is_ours AND NOT is_same AND status IN ('available', 'withdrawn') AS is_changed FROM known`;
}

/** Tells what writing rows would do, batch by batch, and writes nothing. */
export class StockPreview {
  /** Numbers of earlier batches: written, they would be in the stock by now. */
  readonly #seen = new Set<number>();

  constructor(
    private readonly carrier: ImportCarrier,
    private readonly catalogue: StockCatalogue,
  ) {}

  async preview(rows: readonly StockRow[]): Promise<WrittenRows> {
    const fresh = rows.filter(({ number }) => !this.#seen.has(Number(number)));
    for (const { number } of fresh) this.#seen.add(Number(number));
    const repeated = rows.length - fresh.length;
    if (fresh.length === 0) return { added: 0, changed: 0, unchanged: repeated, refused: new Map() };
    const known = await findKnown(fresh, this.carrier.id, this.catalogue.knownAreaIds(fresh));
    const refused = new Map(
      known.flatMap((row) => {
        const reason = refusalOf(row);
        return reason === null ? [] : [[row.number, reason] as const];
      }),
    );
    const changed = known.filter((row) => row.is_changed).length;
    const unchanged = known.length - changed - refused.size + repeated;
    return { added: fresh.length - known.length, changed, unchanged, refused };
  }
}
