import 'server-only';
import { agentAddress } from '@/lib/agent/address';
import { log } from '@/lib/log';
import type { Figures } from '@/lib/metrics';

/** A scrape waits no longer for the agent. */
const TIMEOUT_MS = 2_000;

/** The agent's figures, which it tells at its own interface so that they are there without a database; null when it does not answer. */
export async function readAgentFigures(): Promise<Figures | null> {
  try {
    const { url, secret } = await agentAddress();
    const answer = await fetch(`${url}/metrics`, {
      headers: { authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!answer.ok) return null;
    return await answer.json();
  } catch (error) {
    log.debug({ err: error }, 'the agent did not tell its figures');
    return null;
  }
}
