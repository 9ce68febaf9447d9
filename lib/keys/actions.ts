'use server';

import { revalidatePath } from 'next/cache';
import { authAction } from '@/lib/action';
import { clientAddress } from '@/lib/auth';
import { confirmPasswordInput } from '@/lib/auth/schema';
import { createKey } from '@/lib/keys/create-key';
import { revokeKey } from '@/lib/keys/revoke-key';
import { revealAuthToken, revokePreviousToken, rotateAuthToken } from '@/lib/keys/rotate-token';
import { createKeyInput, revokeKeyInput, rotateTokenInput } from '@/lib/keys/schema';

const KEYS = '/settings/api-keys';

export const createKeyAction = authAction
  .metadata({ name: 'createKey' })
  .inputSchema(createKeyInput)
  .action(async ({ parsedInput, ctx }) => {
    const created = await createKey(ctx, parsedInput);
    revalidatePath(KEYS);
    return created;
  });

export const revokeKeyAction = authAction
  .metadata({ name: 'revokeKey' })
  .inputSchema(revokeKeyInput)
  .action(async ({ parsedInput, ctx }) => {
    await revokeKey(ctx, parsedInput);
    revalidatePath(KEYS);
  });

export const revealTokenAction = authAction
  .metadata({ name: 'revealToken' })
  .inputSchema(confirmPasswordInput)
  .action(async ({ parsedInput, ctx }) => revealAuthToken(ctx, parsedInput, await clientAddress()));

export const rotateTokenAction = authAction
  .metadata({ name: 'rotateToken' })
  .inputSchema(rotateTokenInput)
  .action(async ({ parsedInput, ctx }) => {
    const rotated = await rotateAuthToken(ctx, parsedInput, await clientAddress());
    revalidatePath(KEYS);
    return rotated;
  });

export const revokePreviousTokenAction = authAction
  .metadata({ name: 'revokePreviousToken' })
  .action(async ({ ctx }) => {
    await revokePreviousToken(ctx);
    revalidatePath(KEYS);
  });
