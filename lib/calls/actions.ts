'use server';

import { authAction } from '@/lib/action';
import { cancelCall } from './cancel-call';
import { hangUpCall } from './hang-up-call';
import { placeCall } from './place-call';
import { placeTestCall } from './place-test-call';
import { callUuidInput, placeTestCallInput, testFallbackInput } from './schema';

export const placeTestCallAction = authAction
  .metadata({ name: 'placeTestCall' })
  .inputSchema(placeTestCallInput)
  .action(({ clientInput, ctx }) => placeTestCall(ctx, clientInput));

export const testFallbackAction = authAction
  .metadata({ name: 'testFallback' })
  .inputSchema(testFallbackInput)
  .action(({ parsedInput, ctx }) => placeCall(ctx, { from: parsedInput.number, purpose: 'proof' }));

export const hangUpCallAction = authAction
  .metadata({ name: 'hangUpCall' })
  .inputSchema(callUuidInput)
  .action(({ parsedInput, ctx }) => hangUpCall(ctx, parsedInput));

export const cancelCallAction = authAction
  .metadata({ name: 'cancelCall' })
  .inputSchema(callUuidInput)
  .action(({ parsedInput, ctx }) => cancelCall(ctx, parsedInput));
