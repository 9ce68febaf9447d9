import 'server-only';
import { AppError } from '@/lib/errors';
import { type ClaimedRun, collectCalls, parseScenario } from '@/lib/rehearsals';
import { replayScenario } from '@/lib/simulator/replay/replay-scenario';
import { ScenarioError } from '@/lib/simulator/scenario/read';
import type { StudyOrder } from './study-messages';

/** A run as its process needs it: the scenario read, recorded calls fetched and put in its place. */
export async function composeOrder(run: ClaimedRun): Promise<StudyOrder> {
  const { policies, seeds } = run;
  const base = parseScenario(run.scenario);
  const recording = await collectCalls(run);
  if (!recording) return { scenario: base, policies, seeds, recording };
  try {
    return { scenario: replayScenario({ recording, faults: base.faults, base }), policies, seeds, recording };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    throw new AppError('invalid_input', error.mistakes.join('; '), { cause: error });
  }
}
