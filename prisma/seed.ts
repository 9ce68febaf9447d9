import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createOwner } from '@/lib/accounts';
import { generatePassword } from '@/lib/auth';
import { postEntries } from '@/lib/billing';
import { setStockOut } from '@/lib/carriers';
import { type AccountId, type Context, systemContext } from '@/lib/context';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { createId } from '@/lib/ids';
import { MICROS } from '@/lib/money';
import { purchaseNumber, sharesNoDomain } from '@/lib/provisioning';
import { generateStock } from '@/lib/stock';

const STOCK = 50_000;
const BALANCE_MICROS = 25_000n * MICROS;
const OPENING_MICROS = 30_000n * MICROS;

interface Wish {
  countryIso: string;
  type: 'local' | 'mobile' | 'tollfree';
  /** Area code; any when left out. */
  code?: string;
  alias: string;
  application?: 'support' | 'sales';
  highAvailability?: boolean;
}

/** Twelve numbers: these ten and the fallbacks of the two pairs that find one. */
const NUMBERS: readonly Wish[] = [
  {
    countryIso: 'IN',
    type: 'local',
    code: '80',
    alias: 'Bengaluru support',
    application: 'support',
    highAvailability: true,
  },
  {
    countryIso: 'IN',
    type: 'local',
    code: '22',
    alias: 'Mumbai collections',
    application: 'sales',
    highAvailability: true,
  },
  { countryIso: 'IN', type: 'local', code: '11', alias: 'Delhi dispatch', application: 'support' },
  { countryIso: 'IN', type: 'local', code: '44', alias: 'Chennai service', application: 'support' },
  { countryIso: 'US', type: 'local', alias: 'US sales', application: 'sales' },
  { countryIso: 'US', type: 'tollfree', alias: 'US toll-free', application: 'support' },
  { countryIso: 'GB', type: 'local', alias: 'UK desk' },
  { countryIso: 'CA', type: 'local', alias: 'Canada desk' },
  { countryIso: 'SG', type: 'local', alias: 'Singapore office', application: 'sales' },
];

/** The pair that waits: its fallback must be of the same area, where no other failure domain has stock. */
const WAITING = { code: '20', alias: 'Pune reminders' };

/** Fills an empty database with a demonstration: stock, an owner, an account with numbers and pairs. */
export default async function seed(): Promise<void> {
  await generateStock({ count: STOCK });
  const { accountId } = await createDemoOwner();
  const ctx = systemContext(accountId, 'demo');
  const applications = await createApplications(accountId);
  await topUp(accountId, OPENING_MICROS, 'opening');
  for (const wish of NUMBERS) await buy(ctx, wish, applications);
  await buyWaiting(ctx, applications.support);
  const account = await db.account.findUniqueOrThrow({ where: { id: accountId } });
  await topUp(accountId, BALANCE_MICROS - (account.balanceMicros - account.heldMicros), 'second');
}

/** The demo's made-up business; it was accepted without certificates, as an operator's command does. */
const BUSINESS = {
  registrationNumber: 'U63090KA2016PTC092137',
  firstName: 'Asha',
  lastName: 'Rao',
  email: 'compliance@kaveri-logistics.example',
  addressLine1: '14, Residency Road',
  city: 'Bengaluru',
  state: 'Karnataka',
  postalCode: '560025',
};

async function createDemoOwner() {
  const owner = { name: 'Demo Owner', email: 'demo@twinline.example', password: generatePassword() };
  const account = { accountName: 'Kaveri Logistics', currency: 'INR' as const, timeZone: 'Asia/Kolkata' };
  const created = await createOwner({ ...owner, ...account }, { isDemo: true });
  const credentials = {
    email: owner.email,
    password: owner.password,
    authId: created.authId,
    authToken: created.authToken,
  };
  const file = path.resolve(env().TWINLINE_DATA_DIR, 'demo-credentials.json');
  await writeFile(file, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  await db.complianceApplication.create({
    data: {
      id: createId('cmp'),
      accountId: created.accountId,
      alias: 'Kaveri Logistics, India',
      businessName: 'Kaveri Logistics Private Limited',
      details: BUSINESS,
      countryIso: 'IN',
      numberType: 'local',
      status: 'accepted',
    },
  });
  return created;
}

async function createApplications(accountId: AccountId) {
  const create = async (name: string, appId: string, isDefault: boolean) => {
    const id = createId('app');
    const answerUrl = `https://example.com/voice/${name.toLowerCase().replaceAll(' ', '-')}`;
    await db.application.create({ data: { id, accountId, appId, name, answerUrl, isDefault } });
    return id;
  };
  return {
    support: await create('Support line', '20468599130939380', true),
    sales: await create('Sales outreach', '20468599130939381', false),
  };
}

async function topUp(accountId: AccountId, amountMicros: bigint, key: string): Promise<void> {
  await db.$transaction((tx) =>
    postEntries(tx, accountId, [
      { kind: 'top_up', amountMicros, description: 'Funds added', uniqueKey: `top_up:${accountId}:${key}` },
    ]),
  );
}

/** The demo's numbers go through the one purchase; the worker then activates them like any others. */
async function buy(ctx: Context, wish: Wish, applications: Record<'support' | 'sales', string>): Promise<void> {
  const { number } = await db.inventoryNumber.findFirstOrThrow({
    where: {
      status: 'available',
      countryIso: wish.countryIso,
      type: wish.type,
      ...(wish.code === undefined ? {} : { area: { code: wish.code } }),
    },
    orderBy: { number: 'asc' },
    select: { number: true },
  });
  await purchaseNumber(ctx, {
    number,
    alias: wish.alias,
    applicationId: wish.application ? applications[wish.application] : null,
    highAvailability: wish.highAvailability ?? false,
    idempotencyKey: `demo-${number}`,
  });
}

async function buyWaiting(ctx: Context, applicationId: string): Promise<void> {
  const primary = await db.inventoryNumber.findFirstOrThrow({
    where: { status: 'available', countryIso: 'IN', area: { code: WAITING.code } },
    orderBy: { number: 'asc' },
    select: { number: true, carrier: { select: { failureDomains: true } } },
  });
  const carriers = await db.carrier.findMany({ where: { countryIsos: { has: 'IN' } } });
  for (const { slug, failureDomains } of carriers) {
    if (!sharesNoDomain(failureDomains, primary.carrier.failureDomains)) continue;
    await setStockOut({ carrier: slug, areaCode: WAITING.code, out: true });
  }
  await purchaseNumber(ctx, {
    number: primary.number,
    alias: WAITING.alias,
    applicationId,
    highAvailability: true,
    reach: 'area',
    idempotencyKey: `demo-${primary.number}`,
  });
}
