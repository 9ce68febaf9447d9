import { asAccountId, systemContext } from '@/lib/context';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { displayNumber } from '@/lib/phone';
import { purchaseNumber } from '@/lib/provisioning';
import { createCarrier, createStock } from './factories-stock';

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 50;

/**
 * A number whose order fails for a reason nobody foresaw: its carrier has lost its settings. They are back when the
 * worker has given up, so that trying again works.
 */
export async function createFailedOrder({ accountId }: { accountId: string }) {
  const carrier = await createCarrier({ name: `Lost ${createId('evt').slice(-6)}` });
  const area = await db.area.findFirstOrThrow({ where: { countryIso: 'IN', code: '22' } });
  const { ratePlan } = await db.standardRate.findUniqueOrThrow({
    where: { countryIso_type: { countryIso: 'IN', type: 'local' } },
    include: { ratePlan: true },
  });
  const [number = ''] = await createStock({ carrier, area, ratePlan, series: createId('evt') });
  await db.sandboxSettings.delete({ where: { carrierId: carrier.id } });
  const ctx = systemContext(asAccountId(accountId), 'stage');
  const { rentalId } = await purchaseNumber(ctx, { number, idempotencyKey: createId('pur') });
  await failed(`provisionRental:${rentalId}`);
  await db.sandboxSettings.create({ data: { carrierId: carrier.id, orderDelayMs: 0, activationDelayMs: 0 } });
  return { number, display: displayNumber(number), carrier: carrier.name };
}

async function failed(workflowId: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const [row] = await db.$queryRaw<{ status: string }[]>`
      SELECT status FROM dbos.workflow_status WHERE workflow_uuid = ${workflowId}`;
    if (row?.status === 'ERROR') return;
    if (Date.now() > end) throw new Error(`${workflowId} is ${row?.status ?? 'unknown'}, and was to fail`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
