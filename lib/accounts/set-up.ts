import 'server-only';
import { createOwner } from '@/lib/accounts/create-owner';
import { type NewOwnerInput, newOwnerInput } from '@/lib/accounts/schema';
import { db, type Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';

/** Any number that no other advisory lock of ours uses. */
const SET_UP_LOCK = 7_316_001;

const ALREADY_SET_UP = 'Twinline is already set up. Sign in instead.';

async function hasUser(tx: Pick<Transaction, 'user'>): Promise<boolean> {
  return (await tx.user.findFirst({ select: { id: true } })) !== null;
}

/** One set-up at a time: the next in line finds the user that the first one made. */
async function refuseWhenSetUp(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SET_UP_LOCK})`;
  if (await hasUser(tx)) throw new AppError('conflict', ALREADY_SET_UP);
}

export interface SetUpResult {
  userId: string;
  accountId: string;
  sessionVersion: number;
}

/** Makes the owner of a fresh installation; once there is any user, it is closed for good. */
export async function setUp(input: NewOwnerInput, requestId?: string): Promise<SetUpResult> {
  // Before the costly password hash: this verb is open to everybody.
  if (await hasUser(db)) throw new AppError('conflict', ALREADY_SET_UP);
  const owner = parseInput(newOwnerInput, input);
  const { userId, accountId } = await createOwner(owner, { guard: refuseWhenSetUp, ...(requestId && { requestId }) });
  return { userId, accountId, sessionVersion: 1 };
}
