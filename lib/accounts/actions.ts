'use server';

import { redirect } from 'next/navigation';
import { newOwnerInput } from '@/lib/accounts/schema';
import { setUp } from '@/lib/accounts/set-up';
import { publicAction } from '@/lib/action';
import { currentBrowser, openSession, safeReturnPath, writeSessionCookie } from '@/lib/auth';

export const setUpAction = publicAction
  .metadata({ name: 'setUp' })
  .inputSchema(newOwnerInput)
  .action(async ({ parsedInput, ctx }) => {
    const owner = await setUp(parsedInput, ctx.requestId);
    await writeSessionCookie(await openSession(owner, { browser: await currentBrowser(), now: ctx.now }));
    redirect(safeReturnPath(null));
  });
