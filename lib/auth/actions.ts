'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { authAction, publicAction } from '@/lib/action';
import { changePassword } from '@/lib/auth/change-password';
import { clientAddress } from '@/lib/auth/client-address';
import { changePasswordInput, updateProfileInput } from '@/lib/auth/schema';
import { deleteSessionCookie, writeSessionCookie } from '@/lib/auth/session-token';
import { signOutEverywhere } from '@/lib/auth/sign-out-everywhere';
import { updateProfile } from '@/lib/auth/update-profile';

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
    await writeSessionCookie(await changePassword(ctx, parsedInput, await clientAddress()));
    return { changed: true };
  });

export const signOutEverywhereAction = authAction.metadata({ name: 'signOutEverywhere' }).action(async ({ ctx }) => {
  await signOutEverywhere(ctx);
  await deleteSessionCookie();
  redirect('/login');
});

/** Forgets the session of this browser; needs none, so that a stale page can sign out too. */
export const signOutAction = publicAction.metadata({ name: 'signOut' }).action(async () => {
  await deleteSessionCookie();
  redirect('/login');
});
