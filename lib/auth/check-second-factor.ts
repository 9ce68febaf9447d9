import 'server-only';
import { countCodeAttempt } from '@/lib/auth/rate-limit';
import { hashRecoveryCode } from '@/lib/auth/recovery-codes';
import { matchingStep } from '@/lib/auth/totp';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { unseal } from '@/lib/seal';

const WRONG = 'The code is wrong, has run out or was used already. Enter the one shown now, or a recovery code.';

export type SecondFactor = 'authenticator' | 'recovery code';

/** Whether the user signs in with an authenticator app. */
export async function hasTwoFactor(userId: string): Promise<boolean> {
  const confirmed = { userId, confirmedAt: { not: null } };
  return (await db.twoFactor.findFirst({ where: confirmed, select: { userId: true } })) !== null;
}

/** The secret of a user's app; null without one. Unconfirmed ones count only while they are being confirmed. */
async function findSecret(userId: string, isConfirmed: boolean) {
  const row = await db.twoFactor.findFirst({
    where: { userId, ...(isConfirmed && { confirmedAt: { not: null } }) },
    select: { secretEncrypted: true, lastStep: true },
  });
  if (!row) return null;
  const secret = unseal({ purpose: 'twinline two-factor secret v1', boundTo: userId }, row.secretEncrypted);
  return { secret, lastStep: row.lastStep };
}

interface CodeOptions {
  now: Date;
  /** False while an app is being set up. */
  isConfirmed?: boolean;
}

/** Whether the code is the app's; taking it is one conditional update, so that it counts once however often it is sent. */
async function takeCode(userId: string, code: string, { now, isConfirmed = true }: CodeOptions): Promise<boolean> {
  const found = await findSecret(userId, isConfirmed);
  const step = found && matchingStep(found.secret, code, { now, lastStep: found.lastStep });
  if (!step) return false;
  const taken = await db.twoFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return taken.count === 1;
}

async function takeRecoveryCode(userId: string, code: string, now: Date): Promise<boolean> {
  const codeHash = hashRecoveryCode(code);
  const taken = await db.recoveryCode.updateMany({ where: { userId, codeHash, usedAt: null }, data: { usedAt: now } });
  return taken.count === 1;
}

/** Takes a code of the authenticator app and nothing else; throws when it is none. Guesses are counted. */
export async function checkAppCode(userId: string, code: string, options: CodeOptions): Promise<void> {
  const attempt = await countCodeAttempt(userId);
  if (!(await takeCode(userId, code.replaceAll(/\s/g, ''), options)))
    throw new AppError('invalid_input', WRONG, { field: 'code' });
  await attempt.succeeded();
}

/** Takes a code of the app or a recovery code, each once; throws when it is neither. Guesses are counted. */
export async function checkSecondFactor(userId: string, code: string, now: Date): Promise<SecondFactor> {
  const attempt = await countCodeAttempt(userId);
  const digits = code.replaceAll(/\s/g, '');
  const isApp = /^\d{6}$/.test(digits);
  const isTaken = isApp ? await takeCode(userId, digits, { now }) : await takeRecoveryCode(userId, code, now);
  if (!isTaken) throw new AppError('unauthenticated', WRONG, { field: 'code' });
  await attempt.succeeded();
  return isApp ? 'authenticator' : 'recovery code';
}
