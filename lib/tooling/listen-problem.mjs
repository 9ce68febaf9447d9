import { tryPort } from './free-port.mjs';

/** The address is none of this machine's, or the name leads nowhere. */
const WRONG_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'EINVAL']);

/**
 * Why Twinline cannot listen, in a sentence that blames the setting at fault; null when it can.
 * @param {{ HOST: string, PORT: number, AGENT_PORT: number }} settings
 * @returns {Promise<string | null>}
 */
export async function listenProblem({ HOST, PORT, AGENT_PORT }) {
  const code = await tryPort(PORT, HOST);
  if (code === null) return agentProblem(AGENT_PORT);
  if (WRONG_HOST.has(code)) {
    return `HOST is ${HOST}: this machine has no such address (${code}). Give 127.0.0.1, or 0.0.0.0 to be reached from others.`;
  }
  if (code === 'EACCES') return `PORT is ${PORT}: this user may not listen there. Set PORT to 1024 or more.`;
  return `PORT is ${PORT}: Twinline cannot listen there on ${HOST} (${code}). Stop the other program or set PORT.`;
}

/** @param {number} port */
async function agentProblem(port) {
  const code = await tryPort(port);
  if (code === null) return null;
  return `AGENT_PORT is ${port}: the agent cannot listen there on 127.0.0.1 (${code}). Stop the other program or set AGENT_PORT.`;
}
