import 'server-only';
import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { taxBasisPointsFor } from '@/lib/billing';
import { requireAcceptedCompliance } from '@/lib/compliance';
import { actorId, type Context } from '@/lib/context';
import { db, type Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { areaKey, ensureAreas, ensureRatePlans } from '@/lib/stock/write-catalogue';
import type { ClaimedJob } from './types';

const BATCH = 500;

/** What the dry run kept of a row. */
const broughtData = z.object({
  country: z.string(),
  type: z.string(),
  code: z.string(),
  place: z.string(),
  region: z.string(),
  series: z.string(),
  voice: z.boolean(),
  sms: z.boolean(),
  mms: z.boolean(),
  carrierId: z.number(),
  applicationId: z.string().nullable(),
  alias: z.string().nullable(),
  tags: z.array(z.string()),
});

const FREE_OF_CHARGE = { setupInrMicros: 0n, setupUsdMicros: 0n, monthlyInrMicros: 0n, monthlyUsdMicros: 0n };
const MEANWHILE = 'The number came into this installation in another way meanwhile.';

/**
 * Brings the next rows of an import in: numbers that belong to their carriers' contract with the account, so that they
 * are active at once, cost nothing here and are never on offer. One transaction with the items' new states.
 */
export async function settleImport(ctx: Context, job: ClaimedJob): Promise<void> {
  authorize(ctx, 'numbers.import');
  await db.$transaction(async (tx) => settleBatch({ ...ctx, tx }, tx, job.id), { maxWait: 10_000, timeout: 60_000 });
}

interface ItemRow {
  position: number;
  number: string;
  data: unknown;
}

async function settleBatch(ctx: Context, tx: Transaction, jobId: string): Promise<void> {
  const items = await tx.$queryRaw<ItemRow[]>`
    SELECT position, number, data FROM bulk_items WHERE job_id = ${jobId} AND state = 'waiting'
     ORDER BY position LIMIT ${BATCH} FOR UPDATE`;
  const { rows, refused } = await composeRows(ctx, tx, items);
  await failItems(tx, { jobId, refused, at: ctx.now() });
  const account = await tx.account.findUniqueOrThrow({ where: { id: ctx.accountId }, select: { currency: true } });
  const [currency, tax] = [account.currency, taxBasisPointsFor(account.currency)];
  // What somebody put on offer or brought in since the dry run stays theirs.
  await tx.$executeRaw`
    WITH brought AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS b(
      position int, number text, id text, country text, type text, "areaId" int, "carrierId" int, "ratePlanId" int, series text,
      voice boolean, sms boolean, mms boolean, alias text, tags jsonb, "applicationId" text, "complianceId" text)
    ), stocked AS (
      INSERT INTO inventory_numbers AS known (number, country_iso, type, area_id, carrier_id, rate_plan_id, series, voice, sms, mms, status)
      SELECT number, country, type::"NumberType", "areaId", "carrierId", "ratePlanId", series, voice, sms, mms, 'rented' FROM brought
      ON CONFLICT (number) DO UPDATE SET (type, area_id, carrier_id, rate_plan_id, series, voice, sms, mms, status, reservation_id)
        = (EXCLUDED.type, EXCLUDED.area_id, EXCLUDED.carrier_id, EXCLUDED.rate_plan_id, EXCLUDED.series, EXCLUDED.voice, EXCLUDED.sms, EXCLUDED.mms, 'rented', NULL)
        WHERE known.status = 'withdrawn' AND EXISTS (SELECT 1 FROM rentals r WHERE r.number = known.number AND r.origin = 'brought')
          AND NOT EXISTS (SELECT 1 FROM rentals r WHERE r.number = known.number AND r.status IN ('provisioning', 'active', 'past_due'))
      RETURNING number
    ), rented AS (
      INSERT INTO rentals (id, account_id, number, country_iso, type, area_id, carrier_id, status, alias, tags, origin, application_id,
                           compliance_application_id, currency, setup_micros, monthly_micros, tax_basis_points, created_at, activated_at)
      SELECT b.id, ${ctx.accountId}, b.number, b.country, b.type::"NumberType", b."areaId", b."carrierId", 'active', b.alias,
             ARRAY(SELECT jsonb_array_elements_text(b.tags)), 'brought', b."applicationId", b."complianceId", ${currency}::"Currency",
             0, 0, ${tax}, ${ctx.now()}, ${ctx.now()} FROM brought b JOIN stocked USING (number)
      RETURNING id, number
    ), audited AS (
      INSERT INTO audit_events (account_id, actor_type, actor_id, action, entity_type, entity_id, after, request_id, at)
      SELECT ${ctx.accountId}, ${ctx.actor.type}, ${actorId(ctx)}, 'number.bring', 'rental', id, jsonb_build_object('number', number),
             ${ctx.requestId}, ${ctx.now()} FROM rented
    )
    UPDATE bulk_items i SET settled_at = ${ctx.now()}, rental_id = r.id,
           state = (CASE WHEN r.id IS NULL THEN 'failed' ELSE 'done' END)::"BulkItemState",
           reason = CASE WHEN r.id IS NULL THEN ${MEANWHILE} END
      FROM brought b LEFT JOIN rented r ON r.number = b.number WHERE i.job_id = ${jobId} AND i.position = b.position`;
}

async function composeRows(ctx: Context, tx: Transaction, items: readonly ItemRow[]) {
  const parsed = items.map(({ position, number, data }) => ({ position, number, ...broughtData.parse(data) }));
  const compliance = await askCompliance(ctx, parsed);
  const refused = parsed.flatMap((row) => {
    const { refusal } = compliance.get(kindOf(row)) ?? {};
    return refusal ? [{ position: row.position, reason: refusal }] : [];
  });
  const good = parsed.filter((row) => !compliance.get(kindOf(row))?.refusal);
  const areas = await ensureAreas(
    tx,
    good.map(({ country, code, place, region }) => ({ country, code, name: place, region })),
  );
  const [ratePlanId] = (await ensureRatePlans(tx, [FREE_OF_CHARGE])).values();
  const rows = good.map((row) => ({
    ...row,
    id: createId('num'),
    ratePlanId,
    areaId: areas.get(areaKey({ country: row.country, code: row.code, name: row.place, region: row.region })),
    complianceId: compliance.get(kindOf(row))?.id ?? null,
  }));
  return { rows, refused };
}

interface Kind {
  country: string;
  type: string;
}

const kindOf = ({ country, type }: Kind) => `${country} ${type}`;

/** One question a country and type; a refusal, such as of an application suspended since the dry run, concerns its rows only. */
async function askCompliance(ctx: Context, kinds: readonly Kind[]) {
  const answers = new Map<string, { id: string | null; refusal?: string }>();
  for (const kind of kinds) {
    if (answers.has(kindOf(kind))) continue;
    try {
      const id = await requireAcceptedCompliance(ctx, { countryIso: kind.country, type: kind.type }, null);
      answers.set(kindOf(kind), { id });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      answers.set(kindOf(kind), { id: null, refusal: error.message });
    }
  }
  return answers;
}

interface Refused {
  position: number;
  reason: string;
}

async function failItems(tx: Transaction, { jobId, refused, at }: { jobId: string; refused: Refused[]; at: Date }) {
  await tx.$executeRaw`
    UPDATE bulk_items i SET state = 'failed', reason = f.reason, settled_at = ${at}
      FROM jsonb_to_recordset(${JSON.stringify(refused)}::jsonb) AS f(position int, reason text)
     WHERE i.job_id = ${jobId} AND i.position = f.position`;
}
