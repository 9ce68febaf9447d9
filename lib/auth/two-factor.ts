import 'server-only';
import { recordAudit } from '@/lib/audit';
import { actingUserId } from '@/lib/auth/acting-user';
import { checkOwnPassword } from '@/lib/auth/check-password';
import { checkAppCode, checkSecondFactor } from '@/lib/auth/check-second-factor';
import { createRecoveryCodes, hashRecoveryCode } from '@/lib/auth/recovery-codes';
import { appCodeInput, bothFactorsInput, confirmPasswordInput } from '@/lib/auth/schema';
import { base32, createTotpSecret, totpUri } from '@/lib/auth/totp';
import { type Context, reader, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type QrCode, qrCode } from '@/lib/qr-code';
import { seal } from '@/lib/seal';

const ISSUER = 'Twinline';
/** The app shows it to tell entries apart; a longer one would not fit the QR code. */
const SHOWN_EMAIL_LENGTH = 60;
const ON_ALREADY = 'Two-factor sign-in is on already. Switch it off first to set up another app.';

export interface TwoFactorState {
  /** Since when codes are asked for; null while they are not. */
  since: Date | null;
  /** Recovery codes not used yet. */
  codesLeft: number;
}

/** Whether the caller's own sign-in asks for a second factor. */
export async function getTwoFactor(ctx: Context): Promise<TwoFactorState> {
  const userId = actingUserId(ctx);
  const [row, codesLeft] = await Promise.all([
    reader(ctx).twoFactor.findUnique({ where: { userId }, select: { confirmedAt: true } }),
    reader(ctx).recoveryCode.count({ where: { userId, usedAt: null } }),
  ]);
  return { since: row?.confirmedAt ?? null, codesLeft };
}

export interface TwoFactorSetup {
  /** What the QR code says: opens the app on the device it is on. */
  uri: string;
  qr: QrCode;
  /** The same secret for typing, in groups of four. */
  typed: string;
}

/** Makes a secret for an authenticator app; it counts once a code of the app was given. Asks for the password first. */
export async function startTwoFactor(ctx: Context, input: unknown, address: string): Promise<TwoFactorSetup> {
  const { password } = parseInput(confirmPasswordInput, input);
  const { userId, email } = await checkOwnPassword(ctx, password, { address });
  const secret = createTotpSecret();
  const secretEncrypted = seal({ purpose: 'twinline two-factor secret v1', boundTo: userId }, secret);
  await withTransaction(ctx, async (tx) => {
    await tx.twoFactor.deleteMany({ where: { userId, confirmedAt: null } });
    const made = await tx.twoFactor.createMany({
      data: [{ userId, secretEncrypted, createdAt: ctx.now() }],
      skipDuplicates: true,
    });
    if (made.count === 0) throw new AppError('conflict', ON_ALREADY);
  });
  const typed = base32(secret).replaceAll(/(.{4})(?=.)/g, '$1 ');
  const uri = totpUri(secret, { issuer: ISSUER, email: email.slice(0, SHOWN_EMAIL_LENGTH) });
  return { uri, qr: qrCode(uri), typed };
}

async function replaceRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
  const codes = createRecoveryCodes();
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ userId, codeHash: hashRecoveryCode(code) })) });
  return codes;
}

/** Switches the second factor on with the app's first code; returns the recovery codes, which are shown only now. */
export async function enableTwoFactor(ctx: Context, input: unknown): Promise<{ recoveryCodes: string[] }> {
  const userId = actingUserId(ctx);
  const { code } = parseInput(appCodeInput, input);
  await checkAppCode(userId, code, { now: ctx.now(), isConfirmed: false });
  return withTransaction(ctx, async (tx) => {
    const confirmed = await tx.twoFactor.updateMany({
      where: { userId, confirmedAt: null },
      data: { confirmedAt: ctx.now() },
    });
    if (confirmed.count === 0) throw new AppError('conflict', ON_ALREADY);
    await recordAudit(ctx, tx, { action: 'user.enable_two_factor', entityType: 'user', entityId: userId });
    return { recoveryCodes: await replaceRecoveryCodes(tx, userId) };
  });
}

/** Switches the second factor off: with the password and a code, so that one of them found is not enough. */
export async function disableTwoFactor(ctx: Context, input: unknown, address: string): Promise<void> {
  const { password, code } = parseInput(bothFactorsInput, input);
  const { userId } = await checkOwnPassword(ctx, password, { address });
  await checkSecondFactor(userId, code, ctx.now());
  await withTransaction(ctx, async (tx) => {
    const removed = await tx.twoFactor.deleteMany({ where: { userId, confirmedAt: { not: null } } });
    if (removed.count === 0) throw new AppError('conflict', 'Two-factor sign-in is off already.');
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await recordAudit(ctx, tx, { action: 'user.disable_two_factor', entityType: 'user', entityId: userId });
  });
}

/** New recovery codes in place of the old ones, which stop working: with the password and a code, as for switching off. */
export async function renewRecoveryCodes(
  ctx: Context,
  input: unknown,
  address: string,
): Promise<{ recoveryCodes: string[] }> {
  const { password, code } = parseInput(bothFactorsInput, input);
  const { userId } = await checkOwnPassword(ctx, password, { address });
  await checkSecondFactor(userId, code, ctx.now());
  return withTransaction(ctx, async (tx) => {
    const confirmed = await tx.twoFactor.count({ where: { userId, confirmedAt: { not: null } } });
    if (confirmed === 0) throw new AppError('conflict', 'Two-factor sign-in is off: there is nothing to recover.');
    const recoveryCodes = await replaceRecoveryCodes(tx, userId);
    await recordAudit(ctx, tx, { action: 'user.renew_recovery_codes', entityType: 'user', entityId: userId });
    return { recoveryCodes };
  });
}
