'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { authAction, publicAction } from '@/lib/action';
import { currentBrowser, openSession, safeReturnPath, writeSessionCookie } from '@/lib/auth';
import { switchAccount } from '@/lib/auth/sessions';
import { changeRole } from '@/lib/team/change-role';
import { inviteMember, renewInvitation } from '@/lib/team/invite-member';
import { joinAccount, joinAsNewUser } from '@/lib/team/join-account';
import { removeMember } from '@/lib/team/remove-member';
import { revokeInvitation } from '@/lib/team/revoke-invitation';
import {
  changeRoleInput,
  invitationInput,
  inviteMemberInput,
  joinAsNewUserInput,
  joinInput,
  removeMemberInput,
  transferOwnershipInput,
} from '@/lib/team/schema';
import { transferOwnership } from '@/lib/team/transfer-ownership';

const TEAM = '/settings/team';

export const inviteMemberAction = authAction
  .metadata({ name: 'inviteMember' })
  .inputSchema(inviteMemberInput)
  .action(async ({ parsedInput, ctx }) => {
    const link = await inviteMember(ctx, parsedInput);
    revalidatePath(TEAM);
    return link;
  });

export const renewInvitationAction = authAction
  .metadata({ name: 'renewInvitation' })
  .inputSchema(invitationInput)
  .action(async ({ parsedInput, ctx }) => {
    const link = await renewInvitation(ctx, parsedInput);
    revalidatePath(TEAM);
    return link;
  });

export const revokeInvitationAction = authAction
  .metadata({ name: 'revokeInvitation' })
  .inputSchema(invitationInput)
  .action(async ({ parsedInput, ctx }) => {
    await revokeInvitation(ctx, parsedInput);
    revalidatePath(TEAM);
  });

export const changeRoleAction = authAction
  .metadata({ name: 'changeRole' })
  .inputSchema(changeRoleInput)
  .action(async ({ parsedInput, ctx }) => {
    await changeRole(ctx, parsedInput);
    revalidatePath(TEAM);
  });

export const removeMemberAction = authAction
  .metadata({ name: 'removeMember' })
  .inputSchema(removeMemberInput)
  .action(async ({ parsedInput, ctx }) => {
    await removeMember(ctx, parsedInput);
    revalidatePath(TEAM);
  });

export const transferOwnershipAction = authAction
  .metadata({ name: 'transferOwnership' })
  .inputSchema(transferOwnershipInput)
  .action(async ({ parsedInput, ctx }) => {
    await transferOwnership(ctx, parsedInput);
    revalidatePath('/', 'layout');
  });

/** Joins as the person who is signed in, and goes on in the joined account. */
export const joinAccountAction = authAction
  .metadata({ name: 'joinAccount' })
  .inputSchema(joinInput)
  .action(async ({ parsedInput, ctx }) => {
    const { accountId } = await joinAccount(ctx, parsedInput);
    await switchAccount(ctx, ctx.session.sessionId, { accountId });
    redirect(safeReturnPath(null));
  });

/** Makes a user by an invitation and signs this browser in. */
export const joinAsNewUserAction = publicAction
  .metadata({ name: 'joinAsNewUser' })
  .inputSchema(joinAsNewUserInput)
  .action(async ({ parsedInput }) => {
    const joined = await joinAsNewUser(parsedInput);
    const options = { browser: await currentBrowser(), now: () => new Date() };
    await writeSessionCookie(await openSession(joined, options));
    redirect(safeReturnPath(null));
  });
