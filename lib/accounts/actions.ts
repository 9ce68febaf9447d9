'use server';

import { redirect } from 'next/navigation';
import { newOwnerInput } from '@/lib/accounts/schema';
import { setUp } from '@/lib/accounts/set-up';
import { publicAction } from '@/lib/action';
import { safeReturnPath, writeSessionCookie } from '@/lib/auth';

export const setUpAction = publicAction
  .metadata({ name: 'setUp' })
  .inputSchema(newOwnerInput)
  .action(async ({ parsedInput, ctx }) => {
    await writeSessionCookie(await setUp(parsedInput, ctx.requestId));
    redirect(safeReturnPath(null));
  });
