import { createHash, randomBytes, randomInt } from 'node:crypto';
import { type AccountId, type AccountRole, asAccountId, type Context } from '@/lib/context';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import type { Clock } from './clock';

/** Money in tests is written in whole units: 250 rupees is `micros(250)`. */
export function micros(units: number): bigint {
  return BigInt(Math.round(units * 1_000_000));
}

interface UserOptions {
  email?: string;
  name?: string;
  isOperator?: boolean;
  /** Not a usable hash unless given: signing in is few tests' business. */
  passwordHash?: string;
}

export async function createUser({ email, name = 'Asha Rao', isOperator = false, passwordHash }: UserOptions = {}) {
  const id = createId('usr');
  return db.user.create({
    data: { id, email: email ?? `${id}@example.test`, name, isOperator, passwordHash: passwordHash ?? 'unusable' },
  });
}

interface AccountOptions {
  currency?: 'INR' | 'USD';
  /** Whole units of the currency; posted as a top-up. */
  balance?: number;
  name?: string;
  timeZone?: string;
  isDemo?: boolean;
}

export interface AccountFixture {
  id: AccountId;
  name: string;
  currency: 'INR' | 'USD';
  timeZone: string;
  /** The account's owner. */
  userId: string;
}

/** An account with its owner, and a balance that its ledger explains. */
export async function createAccount(options: AccountOptions = {}): Promise<AccountFixture> {
  const { currency = 'INR', balance = 25_000, name = 'Kaveri Logistics', isDemo = false } = options;
  const id = asAccountId(createId('acc'));
  const timeZone = options.timeZone ?? (currency === 'INR' ? 'Asia/Kolkata' : 'America/New_York');
  const user = await createUser();
  await db.account.create({
    data: {
      id,
      name,
      currency,
      timeZone,
      isDemo,
      authId: `MA${randomBytes(9).toString('hex').toUpperCase()}`,
      authTokenHash: createHash('sha256').update(id).digest(),
      authTokenEncrypted: randomBytes(64),
      balanceMicros: micros(balance),
      memberships: { create: { userId: user.id, role: 'owner' } },
    },
  });
  if (balance !== 0) {
    await db.ledgerEntry.create({
      data: {
        accountId: id,
        kind: 'top_up',
        amountMicros: micros(balance),
        balanceAfterMicros: micros(balance),
        description: 'Opening balance',
        uniqueKey: `top_up:${id}:opening`,
      },
    });
  }
  return { id, name, currency, timeZone, userId: user.id };
}

interface ContextOptions {
  clock?: Clock;
  isOperator?: boolean;
}

/** What a verb gets when the account's owner calls it, in the given role. */
export function testContext(
  account: Pick<AccountFixture, 'id' | 'userId'>,
  role: AccountRole = 'owner',
  { clock, isOperator = false }: ContextOptions = {},
): Context {
  return {
    accountId: account.id,
    actor: { type: 'user', userId: account.userId, role, isOperator },
    requestId: createId('req'),
    now: clock?.now ?? (() => new Date()),
  };
}

export async function createApplication(account: Pick<AccountFixture, 'id'>, name = 'Support line') {
  return db.application.create({
    data: {
      id: createId('app'),
      accountId: account.id,
      appId: String(randomInt(1e8, 1e9)) + String(randomInt(1e7, 1e8)),
      name,
      answerUrl: 'https://calls.example.test/answer',
    },
  });
}

interface ComplianceOptions {
  countryIso?: string;
  numberType?: 'local' | 'mobile' | 'tollfree' | 'national';
  status?: 'draft' | 'submitted' | 'accepted' | 'rejected' | 'suspended' | 'expired';
}

/** The accepted compliance application without which no India number is rented. */
export async function createCompliance(account: Pick<AccountFixture, 'id'>, options: ComplianceOptions = {}) {
  const { countryIso = 'IN', numberType = 'local', status = 'accepted' } = options;
  return db.complianceApplication.create({
    data: {
      id: createId('cmp'),
      accountId: account.id,
      alias: 'Head office',
      businessName: 'Kaveri Logistics Pvt Ltd',
      countryIso,
      numberType,
      status,
    },
  });
}
