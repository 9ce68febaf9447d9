'use server';

import { revalidatePath } from 'next/cache';
import { authAction } from '@/lib/action';
import { markNotices } from './mark-notices';
import { markNoticesInput, updateAlertRulesInput } from './schema';
import { updateAlertRules } from './update-rules';

export const updateAlertRulesAction = authAction
  .metadata({ name: 'updateAlertRules' })
  .inputSchema(updateAlertRulesInput)
  .action(async ({ clientInput, ctx }) => {
    await updateAlertRules(ctx, clientInput);
    revalidatePath('/settings/alerts');
  });

/** The bell stands on every page. */
export const markNoticesAction = authAction
  .metadata({ name: 'markNotices' })
  .inputSchema(markNoticesInput)
  .action(async ({ parsedInput, ctx }) => {
    await markNotices(ctx, parsedInput);
    revalidatePath('/', 'layout');
  });
