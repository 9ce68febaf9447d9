import { createOwner } from '@/lib/accounts';
import { checkBooks, postEntries } from '@/lib/billing';
import { setSandbox, setStockOut } from '@/lib/carriers';
import { asAccountId, systemContext } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { displayNumber } from '@/lib/phone';
import { purchaseNumber, sharesNoDomain } from '@/lib/provisioning';
import { findPreset, startRun } from '@/lib/rehearsals';
import { startRunInput } from '@/lib/rehearsals/schema';
import { createApplication, createCompliance, micros } from './factories';
import { createCarrier, createStock } from './factories-stock';
import { addWebhookEndpoint, tellAlerts } from './stage-alerts';
import { changeTags } from './stage-bulk';
import { createCalls, notifyCalls } from './stage-calls';
import { createApplications } from './stage-compliance';
import {
  breakCarrier,
  createFailoverScene,
  hangUpTalks,
  listCallsOf,
  listIncidentsOf,
  makeTraffic,
  mendTrunk,
  stopTrafficOf,
} from './stage-failover';
import { createIncident } from './stage-incidents';
import { createFailedOrder } from './stage-operations';

/** Longer than any provisioning the sandbox is set to, on a machine that does other things too. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 40;

async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen !== null) return seen;
    if (Date.now() > end) throw new Error(`Not within ${PATIENCE_MS / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

interface CustomerWish {
  name?: string;
  currency?: 'INR' | 'USD';
  /** Whole units. */
  balance?: number;
  role?: 'owner' | 'admin' | 'developer' | 'finance' | 'support';
  isOperator?: boolean;
  /** Whether India numbers may be rented. */
  compliance?: boolean;
}

/** A person who can sign in, with an account of their own. */
async function createCustomer(wish: CustomerWish) {
  const { name = 'Asha Rao', currency = 'INR', balance = 25_000, role = 'owner', isOperator = false } = wish;
  const credentials = { email: `${createId('usr')}@example.test`, password: `correct-horse-${createId('usr')}` };
  const owner = { ...credentials, name, accountName: 'Tapti Exports', currency, timeZone: 'Asia/Kolkata' };
  const { accountId, userId } = await createOwner(owner);
  await db.user.update({ where: { id: userId }, data: { isOperator } });
  await db.membership.updateMany({ where: { userId, accountId }, data: { role } });
  if (wish.compliance !== false) await createCompliance({ id: accountId });
  const applications = [];
  for (const title of ['Support line', 'Sales outreach']) {
    applications.push(await createApplication({ id: accountId }, title));
  }
  if (balance > 0) await addFunds({ accountId, amount: balance });
  return { ...credentials, accountId, applications: applications.map(({ id, name }) => ({ id, name })) };
}

async function addFunds({ accountId, amount }: { accountId: string; amount: number }): Promise<void> {
  const entry = {
    kind: 'top_up' as const,
    amountMicros: micros(amount),
    description: 'Funds added',
    uniqueKey: `top_up:${accountId}:${createId('req')}`,
  };
  await db.$transaction((tx) => postEntries(tx, asAccountId(accountId), [entry]));
}

interface StockWish {
  countryIso?: string;
  type?: 'local' | 'mobile' | 'tollfree' | 'national';
  areaCode?: string;
  count?: number;
}

/** Numbers nobody has, of an ordinary series. */
async function findFree({ countryIso = 'IN', type = 'local', areaCode, count = 1 }: StockWish) {
  const rows = await db.inventoryNumber.findMany({
    where: { status: 'available', countryIso, type, ...(areaCode === undefined ? {} : { area: { code: areaCode } }) },
    orderBy: { number: 'asc' },
    select: { number: true, carrier: { select: { name: true } }, area: { select: { place: true, code: true } } },
    take: count,
  });
  if (rows.length < count)
    throw new Error(`Only ${rows.length} free numbers fit ${JSON.stringify({ countryIso, type })}`);
  return rows.map(({ number, carrier, area }) => ({
    number,
    display: displayNumber(number),
    carrier: carrier.name,
    place: area.place,
    areaCode: area.code,
  }));
}

interface RareWish {
  areaCode: string;
  /** On carriers of its own, so that how they answer concerns nobody else. */
  ownCarriers?: boolean;
}

/**
 * Two numbers that only each other can back, because no third has their series: `primary`, and `backup` on a carrier
 * of other failure domains, which `setStockOut` can take off sale.
 */
async function createRarePair({ areaCode, ownCarriers = false }: RareWish) {
  const area = await db.area.findFirstOrThrow({ where: { countryIso: 'IN', code: areaCode } });
  const { ratePlan } = await db.standardRate.findUniqueOrThrow({
    where: { countryIso_type: { countryIso: 'IN', type: 'local' } },
    include: { ratePlan: true },
  });
  const [first, second] = ownCarriers
    ? [await createCarrier(), await createCarrier()]
    : await findIndependentCarriers();
  const series = createId('evt');
  const common = { area, ratePlan, series };
  const [primary = ''] = await createStock({ ...common, carrier: first });
  const [backup = ''] = await createStock({ ...common, carrier: second });
  const told = (number: string, carrier: { name: string; slug: string }) => ({
    number,
    display: displayNumber(number),
    carrier: carrier.name,
    slug: carrier.slug,
  });
  return { areaCode, primary: told(primary, first), backup: told(backup, second) };
}

async function findIndependentCarriers() {
  // The demo's: those that other tests made for themselves may refuse whatever is asked.
  const isDemo = { countryIsos: { has: 'IN' }, NOT: { slug: { startsWith: 'carrier-' } } };
  const carriers = await db.carrier.findMany({ where: isDemo, orderBy: { slug: 'asc' } });
  const [first] = carriers;
  const second = carriers.find((other) => first && sharesNoDomain(first.failureDomains, other.failureDomains));
  if (!first || !second) throw new Error('No two carriers back each other up');
  return [first, second] as const;
}

interface RentWish {
  accountId: string;
  number?: string;
  alias?: string;
  applicationId?: string;
  highAvailability?: boolean;
  reach?: 'area' | 'state' | 'country';
  stock?: StockWish;
}

/** Buys the number, or a free one: another one when a test beside this took it first. */
async function purchase({ accountId, stock = {}, ...wish }: RentWish) {
  const ctx = systemContext(asAccountId(accountId), 'stage');
  const applicationId = wish.applicationId ?? null;
  for (;;) {
    const number = wish.number ?? (await findFree(stock))[0]?.number ?? '';
    try {
      const bought = await purchaseNumber(ctx, { ...wish, applicationId, number, idempotencyKey: createId('req') });
      return { ...bought, number };
    } catch (error) {
      if (wish.number !== undefined || !(error instanceof AppError) || error.code !== 'number_taken') throw error;
    }
  }
}

/** Buys a number through the one purchase and waits until the worker is done with it. */
async function rent(wish: RentWish) {
  const { number, rentalId, pairId, purchaseId } = await purchase(wish);
  await until(`${number} active`, () => db.rental.findFirst({ where: { id: rentalId, status: 'active' } }));
  const pair = pairId
    ? await until(`pair of ${number} settled`, () =>
        db.haPair.findFirst({
          where: { id: pairId, state: { in: ['active', 'waiting_for_stock', 'failed'] } },
          include: { fallback: true },
        }),
      )
    : null;
  const fallback = pair?.fallback?.number ?? null;
  return {
    number,
    display: displayNumber(number),
    rentalId,
    purchaseId,
    fallback: fallback === null ? null : { number: fallback, display: displayNumber(fallback) },
  };
}

/** Lets the open reservations of an account run out this moment. */
async function expireReservations({ accountId }: { accountId: string }): Promise<number> {
  const { count } = await db.reservation.updateMany({
    where: { accountId, state: 'held' },
    data: { expiresAt: new Date(Date.now() - 1_000) },
  });
  return count;
}

/** What an account has, for assertions that no screen makes. */
async function describeAccount({ accountId }: { accountId: string }) {
  const account = await db.account.findUniqueOrThrow({ where: { id: accountId } });
  const [rentals, purchases, reserved, pairs] = await Promise.all([
    db.rental.findMany({ where: { accountId }, orderBy: { createdAt: 'asc' } }),
    db.purchase.count({ where: { accountId } }),
    db.reservation.count({ where: { accountId, state: 'held' } }),
    db.haPair.findMany({ where: { accountId }, orderBy: { createdAt: 'asc' } }),
  ]);
  return {
    balance: Number(account.balanceMicros) / 1e6,
    held: Number(account.heldMicros) / 1e6,
    rentals: rentals.map(({ number, status, alias }) => ({ number, status, alias })),
    pairs: pairs.map(({ state }) => state),
    purchases,
    reserved,
  };
}

/** Runs a shipped scenario in an account and waits until its result is there. */
async function simulate({ accountId, preset }: { accountId: string; preset: string }) {
  const scenario = startRunInput.shape.scenario.parse(await findPreset(preset));
  const { runId } = await startRun(systemContext(asAccountId(accountId), 'stage'), { scenario });
  await until(`${preset} simulated`, () => db.simulationRun.findFirst({ where: { id: runId, state: 'done' } }));
  return { runId };
}

/** How sandbox carriers answer from now on. */
async function setCarriers({ slugs, ...behaviour }: CarrierBehaviour): Promise<void> {
  for (const slug of slugs) await setSandbox({ carrier: slug, ...behaviour });
}

interface CarrierBehaviour {
  slugs: string[];
  outcome: 'accept' | 'refuse' | 'timeout';
  refusalReason?: string;
}

/** The demo's account once the worker is done with it; its numbers are the ones on pictures. */
async function findDemo() {
  const { id: accountId } = await db.account.findFirstOrThrow({ where: { isDemo: true } });
  await until('the demo is provisioned', async () => {
    const unsettled = { in: ['requested' as const, 'reserved' as const, 'ordered' as const] };
    const open = await db.rental.count({ where: { accountId, status: 'provisioning' } });
    const pairs = await db.haPair.count({ where: { accountId, state: unsettled } });
    return open + pairs === 0 ? true : null;
  });
  const rental = async (where: object) =>
    db.rental.findFirstOrThrow({ where: { accountId, status: 'active', ...where }, orderBy: { createdAt: 'asc' } });
  const pair = async (state: 'active' | 'waiting_for_stock') => {
    const found = await db.haPair.findFirstOrThrow({
      where: { accountId, state },
      include: { primary: true, fallback: true },
      orderBy: { createdAt: 'asc' },
    });
    const purchase = await db.purchase.findFirstOrThrow({ where: { rentalId: found.primaryRentalId } });
    return { primary: found.primary.number, fallback: found.fallback?.number ?? '', purchaseId: purchase.id };
  };
  const alone = { primaryPairs: { none: {} }, fallbackPairs: { none: {} } };
  return {
    accountId,
    pair: await pair('active'),
    waiting: await pair('waiting_for_stock'),
    alone: (await rental({ countryIso: 'IN', ...alone })).number,
    abroad: (await rental({ countryIso: 'US', type: 'local' })).number,
  };
}

/** What specs and pictures ask of the installation besides its screens. Inputs and answers are plain JSON. */
export const stageVerbs = {
  addFunds,
  addWebhookEndpoint,
  breakCarrier,
  changeTags,
  checkBooks: () => checkBooks(),
  createCalls,
  createApplications,
  createIncident,
  createCustomer,
  createFailedOrder,
  createFailoverScene,
  createRarePair,
  describeAccount,
  expireReservations,
  findDemo,
  findFree,
  hangUpTalks,
  listCallsOf,
  listIncidentsOf,
  makeTraffic,
  mendTrunk,
  notifyCalls,
  rent,
  setCarriers,
  simulate,
  setStockOut,
  stopTrafficOf,
  tellAlerts,
};

export type StageVerbs = typeof stageVerbs;
