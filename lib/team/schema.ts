import { z } from 'zod';
import { emailAddress, newPassword, personName } from '@/lib/auth/schema';
import { GRANTED_ROLES } from '@/lib/team/format';

const role = z.enum(GRANTED_ROLES, {
  error: 'Choose a role: Admin, Developer, Finance or Support.',
});

const id = z.string({ error: 'Choose somebody of the list.' }).max(64, 'Choose somebody of the list.');

export const inviteMemberInput = z.object({ email: emailAddress, role });

export const invitationInput = z.object({ invitationId: id });

export const changeRoleInput = z.object({ userId: id, role });

export const removeMemberInput = z.object({ userId: id });

export const transferOwnershipInput = z.object({
  userId: id,
  /** The account's name, typed. */
  confirmation: z.string({ error: 'Type the name of the account.' }).max(200, 'Type the name of the account.'),
});

const token = z
  .string({ error: 'This link is not complete. Copy it whole.' })
  .max(200, 'This link is not complete. Copy it whole.');

export const joinInput = z.object({ token });

export const joinAsNewUserInput = z.object({ token, name: personName, password: newPassword });
