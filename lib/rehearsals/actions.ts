'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { authAction } from '@/lib/action';
import { cancelRun } from './cancel-run';
import { composeScenarioFile } from './compose-scenario-file';
import { parseScenario, parseScenarioFile } from './parse-scenario';
import { getPreset } from './queries-presets';
import { removeRun } from './remove-run';
import { renameRun } from './rename-run';
import { readScenarioInput, renameRunInput, runInput, scenarioText, startReplayInput, startRunInput } from './schema';
import { startReplay } from './start-replay';
import { startRun } from './start-run';

const PAGE = '/voice/simulator';

export const startRunAction = authAction
  .metadata({ name: 'startRun' })
  .inputSchema(startRunInput)
  .action(async ({ parsedInput, ctx }) => {
    const { runId } = await startRun(ctx, parsedInput);
    revalidatePath(PAGE);
    redirect(`${PAGE}/${runId}`);
  });

export const startReplayAction = authAction
  .metadata({ name: 'startReplay' })
  .inputSchema(startReplayInput)
  .action(async ({ parsedInput, ctx }) => {
    const { runId } = await startReplay(ctx, parsedInput);
    revalidatePath(PAGE);
    redirect(`${PAGE}/${runId}`);
  });

/** A preset as it is, with HA off, HA on and the oracle. */
export const startPresetAction = authAction
  .metadata({ name: 'startPreset' })
  .inputSchema(z.object({ preset: z.string() }))
  .action(async ({ parsedInput: { preset }, ctx }) => {
    const { runId } = await startRun(ctx, startRunInput.parse({ scenario: await getPreset(preset) }));
    revalidatePath(PAGE);
    redirect(`${PAGE}/${runId}`);
  });

export const cancelRunAction = authAction
  .metadata({ name: 'cancelRun' })
  .inputSchema(runInput)
  .action(async ({ parsedInput, ctx }) => {
    await cancelRun(ctx, parsedInput);
    revalidatePath(PAGE, 'layout');
  });

export const renameRunAction = authAction
  .metadata({ name: 'renameRun' })
  .inputSchema(renameRunInput)
  .action(async ({ parsedInput, ctx }) => {
    await renameRun(ctx, parsedInput);
    revalidatePath(PAGE, 'layout');
  });

export const removeRunAction = authAction
  .metadata({ name: 'removeRun' })
  .inputSchema(runInput)
  .action(async ({ parsedInput, ctx }) => {
    await removeRun(ctx, parsedInput);
    revalidatePath(PAGE);
    redirect(PAGE);
  });

/** A file's scenario for the form; mistakes in it are told when it is run. */
export const readScenarioFileAction = authAction
  .metadata({ name: 'readScenarioFile' })
  .inputSchema(readScenarioInput)
  .action(async ({ parsedInput }) => ({ scenario: parseScenarioFile(parsedInput.text) }));

/** The form's scenario as the text of a file; refused while it has mistakes. */
export const composeScenarioFileAction = authAction
  .metadata({ name: 'composeScenarioFile' })
  .inputSchema(z.object({ scenario: scenarioText }))
  .action(async ({ parsedInput: { scenario } }) => {
    const { name } = parseScenario(scenario);
    return { name, text: composeScenarioFile(scenario) };
  });
