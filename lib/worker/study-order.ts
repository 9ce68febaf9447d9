import 'server-only';
import { type ClaimedRun, parseScenario } from '@/lib/rehearsals';
import type { StudyOrder } from './study-messages';

/** A run as its process needs it: the scenario read, the calls fetched. */
export async function composeOrder({ scenario, policies, seeds }: ClaimedRun): Promise<StudyOrder> {
  return { scenario: parseScenario(scenario), policies, seeds, recording: null };
}
