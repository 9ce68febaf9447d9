'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { authAction, publicAction } from '@/lib/action';
import { changePassword } from '@/lib/auth/change-password';
import { clientAddress, currentBrowser } from '@/lib/auth/client-address';
import {
  appCodeInput,
  bothFactorsInput,
  changePasswordInput,
  confirmPasswordInput,
  endSessionInput,
  switchAccountInput,
  updateProfileInput,
} from '@/lib/auth/schema';
import { findSession } from '@/lib/auth/session';
import { deleteSessionCookie, writeSessionCookie } from '@/lib/auth/session-token';
import { endOtherSessions, endSession, signOut, switchAccount } from '@/lib/auth/sessions';
import { signOutEverywhere } from '@/lib/auth/sign-out-everywhere';
import { disableTwoFactor, enableTwoFactor, renewRecoveryCodes, startTwoFactor } from '@/lib/auth/two-factor';
import { updateProfile } from '@/lib/auth/update-profile';

const SECURITY = '/settings/security';

export const updateProfileAction = authAction
  .metadata({ name: 'updateProfile' })
  .inputSchema(updateProfileInput)
  .action(async ({ parsedInput, ctx }) => {
    const profile = await updateProfile(ctx, parsedInput);
    revalidatePath('/', 'layout');
    return profile;
  });

export const changePasswordAction = authAction
  .metadata({ name: 'changePassword' })
  .inputSchema(changePasswordInput)
  .action(async ({ parsedInput, ctx }) => {
    await writeSessionCookie(await changePassword(ctx, parsedInput, await currentBrowser()));
    return { changed: true };
  });

export const signOutEverywhereAction = authAction.metadata({ name: 'signOutEverywhere' }).action(async ({ ctx }) => {
  await signOutEverywhere(ctx);
  await deleteSessionCookie();
  redirect('/login');
});

/** Forgets the session of this browser; needs none, so that a stale page can sign out too. */
export const signOutAction = publicAction.metadata({ name: 'signOut' }).action(async () => {
  const session = await findSession();
  if (session) await signOut(session.ctx, session.sessionId);
  await deleteSessionCookie();
  redirect('/login');
});

export const endSessionAction = authAction
  .metadata({ name: 'endSession' })
  .inputSchema(endSessionInput)
  .action(async ({ parsedInput, ctx }) => {
    await endSession(ctx, parsedInput);
    revalidatePath(SECURITY);
  });

export const endOtherSessionsAction = authAction.metadata({ name: 'endOtherSessions' }).action(async ({ ctx }) => {
  const outcome = await endOtherSessions(ctx, ctx.session.sessionId);
  revalidatePath(SECURITY);
  return outcome;
});

export const switchAccountAction = authAction
  .metadata({ name: 'switchAccount' })
  .inputSchema(switchAccountInput)
  .action(async ({ parsedInput, ctx }) => {
    await switchAccount(ctx, ctx.session.sessionId, parsedInput);
    revalidatePath('/', 'layout');
  });

export const startTwoFactorAction = authAction
  .metadata({ name: 'startTwoFactor' })
  .inputSchema(confirmPasswordInput)
  .action(async ({ parsedInput, ctx }) => startTwoFactor(ctx, parsedInput, await clientAddress()));

export const enableTwoFactorAction = authAction
  .metadata({ name: 'enableTwoFactor' })
  .inputSchema(appCodeInput)
  .action(async ({ parsedInput, ctx }) => enableTwoFactor(ctx, parsedInput));

export const disableTwoFactorAction = authAction
  .metadata({ name: 'disableTwoFactor' })
  .inputSchema(bothFactorsInput)
  .action(async ({ parsedInput, ctx }) => {
    await disableTwoFactor(ctx, parsedInput, await clientAddress());
    revalidatePath(SECURITY);
  });

export const renewRecoveryCodesAction = authAction
  .metadata({ name: 'renewRecoveryCodes' })
  .inputSchema(bothFactorsInput)
  .action(async ({ parsedInput, ctx }) => {
    const renewed = await renewRecoveryCodes(ctx, parsedInput, await clientAddress());
    revalidatePath(SECURITY);
    return renewed;
  });
