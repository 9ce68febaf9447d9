import 'server-only';
import { log } from '@/lib/log';
import type { Figures } from '@/lib/metrics';
import { askAgent } from './ask-agent';

/** The agent's figures, which it tells at its own interface so that they are there without a database; null when it does not answer. */
export async function readAgentFigures(): Promise<Figures | null> {
  const answer = await askAgent('/metrics');
  try {
    return answer && (await answer.json());
  } catch (error) {
    log.debug({ err: error }, 'the agent broke off its figures');
    return null;
  }
}
