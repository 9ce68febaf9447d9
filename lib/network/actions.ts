'use server';

import { revalidatePath } from 'next/cache';
import { authAction } from '@/lib/action';
import { addIncidentNote } from './add-incident-note';
import { enableCoverage } from './enable-coverage';
import { endFault } from './end-fault';
import { placeOverride, planMaintenance } from './place-override';
import { previewAffected } from './queries-affected';
import { quoteCoverage } from './quote-coverage';
import { releaseOverride } from './release-override';
import {
  addIncidentNoteInput,
  coverageInput,
  endFaultInput,
  placeOverrideInput,
  planMaintenanceInput,
  previewFaultInput,
  releaseOverrideInput,
  setManualFailbackInput,
  startFaultInput,
  startTrafficInput,
  stopTrafficInput,
  updateTrunkInput,
} from './schema';
import { setManualFailback } from './set-manual-failback';
import { startFault } from './start-fault';
import { startTraffic } from './start-traffic';
import { stopTraffic } from './stop-traffic';
import { updateTrunk } from './update-trunk';

/** Carriers stand on several pages. */
function showChanges(): void {
  revalidatePath('/', 'layout');
}

export const previewAffectedAction = authAction
  .metadata({ name: 'previewAffected' })
  .inputSchema(previewFaultInput)
  .action(({ parsedInput, ctx }) => previewAffected(ctx, parsedInput));

export const startFaultAction = authAction
  .metadata({ name: 'startFault' })
  .inputSchema(startFaultInput)
  .action(async ({ parsedInput, ctx }) => {
    await startFault(ctx, parsedInput);
    showChanges();
  });

export const endFaultAction = authAction
  .metadata({ name: 'endFault' })
  .inputSchema(endFaultInput)
  .action(async ({ parsedInput, ctx }) => {
    await endFault(ctx, parsedInput);
    showChanges();
  });

export const placeOverrideAction = authAction
  .metadata({ name: 'placeOverride' })
  .inputSchema(placeOverrideInput)
  .action(async ({ clientInput, ctx }) => {
    await placeOverride(ctx, clientInput);
    showChanges();
  });

export const planMaintenanceAction = authAction
  .metadata({ name: 'planMaintenance' })
  .inputSchema(planMaintenanceInput)
  .action(async ({ clientInput, ctx }) => {
    await planMaintenance(ctx, clientInput);
    showChanges();
  });

export const releaseOverrideAction = authAction
  .metadata({ name: 'releaseOverride' })
  .inputSchema(releaseOverrideInput)
  .action(async ({ clientInput, ctx }) => {
    await releaseOverride(ctx, clientInput);
    showChanges();
  });

export const setManualFailbackAction = authAction
  .metadata({ name: 'setManualFailback' })
  .inputSchema(setManualFailbackInput)
  .action(async ({ parsedInput, ctx }) => {
    await setManualFailback(ctx, parsedInput);
    showChanges();
  });

export const startTrafficAction = authAction
  .metadata({ name: 'startTraffic' })
  .inputSchema(startTrafficInput)
  .action(async ({ parsedInput, ctx }) => {
    await startTraffic(ctx, parsedInput);
    showChanges();
  });

export const stopTrafficAction = authAction
  .metadata({ name: 'stopTraffic' })
  .inputSchema(stopTrafficInput)
  .action(async ({ parsedInput, ctx }) => {
    await stopTraffic(ctx, parsedInput);
    showChanges();
  });

export const addIncidentNoteAction = authAction
  .metadata({ name: 'addIncidentNote' })
  .inputSchema(addIncidentNoteInput)
  .action(async ({ clientInput, ctx }) => {
    await addIncidentNote(ctx, clientInput);
    showChanges();
  });

export const updateTrunkAction = authAction
  .metadata({ name: 'updateTrunk' })
  .inputSchema(updateTrunkInput)
  .action(async ({ clientInput, ctx }) => {
    await updateTrunk(ctx, clientInput);
    showChanges();
  });

export const quoteCoverageAction = authAction
  .metadata({ name: 'quoteCoverage' })
  .inputSchema(coverageInput)
  .action(({ parsedInput, ctx }) => quoteCoverage(ctx, parsedInput));

export const enableCoverageAction = authAction
  .metadata({ name: 'enableCoverage' })
  .inputSchema(coverageInput)
  .action(async ({ parsedInput, ctx }) => {
    const outcomes = await enableCoverage(ctx, parsedInput);
    showChanges();
    return outcomes;
  });
