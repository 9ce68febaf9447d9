'use server';

import { revalidatePath } from 'next/cache';
import { authAction } from '@/lib/action';
import { addFunds } from './add-funds';
import { addFundsInput } from './schema';

export const addFundsAction = authAction
  .metadata({ name: 'addFunds' })
  .inputSchema(addFundsInput)
  .action(async ({ clientInput, ctx }) => {
    const added = await addFunds(ctx, clientInput);
    revalidatePath('/billing');
    return added;
  });
