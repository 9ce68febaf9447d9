'use server';

import { revalidatePath } from 'next/cache';
import { authAction } from '@/lib/action';
import { addEndpoint } from './add-endpoint';
import { removeEndpoint } from './remove-endpoint';
import { addEndpointInput, deliveryInput, endpointInput, switchEndpointInput } from './schema';
import { sendAgain } from './send-again';
import { sendTest } from './send-test';
import { switchEndpoint } from './switch-endpoint';

const SETTINGS = '/settings/alerts';

export const addEndpointAction = authAction
  .metadata({ name: 'addEndpoint' })
  .inputSchema(addEndpointInput)
  .action(async ({ clientInput, ctx }) => {
    await addEndpoint(ctx, clientInput);
    revalidatePath(SETTINGS);
  });

export const switchEndpointAction = authAction
  .metadata({ name: 'switchEndpoint' })
  .inputSchema(switchEndpointInput)
  .action(async ({ parsedInput, ctx }) => {
    await switchEndpoint(ctx, parsedInput);
    revalidatePath(SETTINGS);
  });

export const removeEndpointAction = authAction
  .metadata({ name: 'removeEndpoint' })
  .inputSchema(endpointInput)
  .action(async ({ parsedInput, ctx }) => {
    await removeEndpoint(ctx, parsedInput);
    revalidatePath(SETTINGS);
  });

export const sendTestAction = authAction
  .metadata({ name: 'sendTest' })
  .inputSchema(endpointInput)
  .action(async ({ parsedInput, ctx }) => sendTest(ctx, parsedInput));

export const sendAgainAction = authAction
  .metadata({ name: 'sendAgain' })
  .inputSchema(deliveryInput)
  .action(async ({ parsedInput, ctx }) => {
    await sendAgain(ctx, parsedInput);
    revalidatePath('/developers/webhooks', 'layout');
  });
