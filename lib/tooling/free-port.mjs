import net from 'node:net';

/**
 * A port of 127.0.0.1 that is free, as is the next one, where the agent of an installation listens, below 32768 where the system hands out ports to outgoing connections.
 * @param {number | null} wanted
 * @returns {Promise<number>}
 */
export async function chooseFreePort(wanted) {
  if (wanted !== null && (await arePortsFree(wanted))) return wanted;
  for (let tries = 0; tries < 100; tries += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await arePortsFree(port)) return port;
  }
  throw new Error('No free port between 20000 and 32000 on 127.0.0.1.');
}

/** @param {number} first */
async function arePortsFree(first) {
  return (await tryPort(first)) === null && (await tryPort(first + 1)) === null;
}

/**
 * Listens for a moment.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<string | null>} the code of the error that prevents it, for instance EADDRINUSE
 */
export function tryPort(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? error.message));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}
