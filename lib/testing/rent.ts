import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { purchaseNumber } from '@/lib/provisioning';
import type { Clock } from './clock';
import { createAccount, createCompliance, testContext } from './factories';
import { createStock, type IndiaFixture } from './factories-stock';
import { drainQueues } from './steps';

interface RenterOptions {
  balance?: number;
  currency?: 'INR' | 'USD';
  clock?: Clock;
}

/** An account that may rent India numbers, and its owner's context. */
export async function createRenter({ clock, ...options }: RenterOptions = {}) {
  const account = await createAccount(options);
  const compliance = await createCompliance(account);
  return { account, compliance, ctx: testContext(account, 'owner', clock ? { clock } : {}) };
}

interface RentOptions {
  carrier: { id: number };
  area?: IndiaFixture['bengaluru'];
  highAvailability?: boolean;
  reach?: 'area' | 'state' | 'country';
  alias?: string;
  applicationId?: string;
  type?: 'local' | 'mobile';
  series?: string;
}

/** Puts a number in stock, buys it, and lets the worker bring it to its end. */
export async function rentNumber(ctx: Context, india: IndiaFixture, options: RentOptions) {
  const { carrier, area = india.bengaluru, type = 'local', series = 'standard', ...terms } = options;
  const [number = ''] = await createStock({ carrier, area, ratePlan: india.ratePlan, type, series });
  const bought = await purchaseNumber(ctx, { number, ...terms, idempotencyKey: createId('pur') });
  await drainQueues();
  const rental = await db.rental.findUniqueOrThrow({ where: { id: bought.rentalId } });
  return { ...rental, pairId: bought.pairId, fallbackRentalId: bought.fallbackRentalId };
}

/** A number of carrier A with its fallback on carrier B, both active. */
export async function rentPair(ctx: Context, india: IndiaFixture, options: Omit<RentOptions, 'carrier'> = {}) {
  const area = options.area ?? india.bengaluru;
  await createStock({ carrier: india.carrierB, area, ratePlan: india.ratePlan });
  const primary = await rentNumber(ctx, india, { ...options, carrier: india.carrierA, highAvailability: true });
  const fallback = await db.rental.findUniqueOrThrow({ where: { id: primary.fallbackRentalId ?? '' } });
  const pair = await db.haPair.findUniqueOrThrow({ where: { id: primary.pairId ?? '' } });
  return { primary, fallback, pair };
}

/** Takes every free number off the market, so that a test decides what there is. */
export async function emptyStock(): Promise<void> {
  await db.inventoryNumber.updateMany({ where: { status: 'available' }, data: { status: 'withdrawn' } });
}

/** Balance and held money, in micros. */
export async function moneyOf(account: { id: string }): Promise<[balance: bigint, held: bigint]> {
  const { balanceMicros, heldMicros } = await db.account.findUniqueOrThrow({ where: { id: account.id } });
  return [balanceMicros, heldMicros];
}

export async function pairOf(primary: { id: string }) {
  return db.haPair.findFirstOrThrow({
    where: { primaryRentalId: primary.id },
    orderBy: { createdAt: 'desc' },
    include: { events: { orderBy: { at: 'asc' } }, fallback: true },
  });
}
