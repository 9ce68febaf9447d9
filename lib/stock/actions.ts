'use server';

import { revalidatePath } from 'next/cache';
import { authAction } from '@/lib/action';
import { cancelImport } from './cancel-import';
import { stockImportInput } from './schema';
import { startImport } from './start-import';

export const startStockImportAction = authAction
  .metadata({ name: 'startStockImport' })
  .inputSchema(stockImportInput)
  .action(async ({ clientInput, ctx }) => {
    await startImport(ctx, clientInput);
    revalidatePath('/operations', 'layout');
  });

export const cancelStockImportAction = authAction
  .metadata({ name: 'cancelStockImport' })
  .inputSchema(stockImportInput)
  .action(async ({ clientInput, ctx }) => {
    await cancelImport(ctx, clientInput);
    revalidatePath('/operations', 'layout');
  });
