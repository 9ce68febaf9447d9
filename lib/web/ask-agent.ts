import 'server-only';
import { agentAddress } from '@/lib/agent/address';
import { log } from '@/lib/log';

/** Probes and scrapes wait no longer for the agent. */
const TIMEOUT_MS = 2_000;

/** The agent's own word on itself, at a path of its interface; null when it does not answer. */
export async function askAgent(path: '/health' | '/metrics'): Promise<Response | null> {
  try {
    const { url, secret } = await agentAddress();
    const answer = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cache: 'no-store',
    });
    return answer.ok ? answer : null;
  } catch (error) {
    log.debug({ err: error, path }, 'the agent did not answer');
    return null;
  }
}
