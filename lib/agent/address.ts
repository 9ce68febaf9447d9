import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { env } from '@/lib/env';

interface AgentAddress {
  url: string;
  /** Goes with every request: `Authorization: Bearer …`. */
  secret: string;
}

/** Where the agent is and what it wants to be shown. @throws when there is no secret in the data folder. */
export async function agentAddress(): Promise<AgentAddress> {
  const { TWINLINE_AGENT_URL: url, TWINLINE_DATA_DIR } = env();
  const secret = await readFile(path.resolve(TWINLINE_DATA_DIR, 'agent-secret'), 'utf8');
  return { url, secret: secret.trim() };
}
