'use server';

import { revalidatePath } from 'next/cache';
import { authAction } from '@/lib/action';
import { markNotices } from './mark-notices';
import { markNoticesInput, updateAlertRulesInput, updateMailChoicesInput } from './schema';
import { updateMailChoices } from './update-mail-choices';
import { updateAlertRules } from './update-rules';

export const updateAlertRulesAction = authAction
  .metadata({ name: 'updateAlertRules' })
  .inputSchema(updateAlertRulesInput)
  .action(async ({ clientInput, ctx }) => {
    await updateAlertRules(ctx, clientInput);
    revalidatePath('/settings/alerts');
  });

export const updateMailChoicesAction = authAction
  .metadata({ name: 'updateMailChoices' })
  .inputSchema(updateMailChoicesInput)
  .action(async ({ clientInput, ctx }) => {
    await updateMailChoices(ctx, clientInput);
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
