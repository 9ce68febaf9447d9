import net from 'node:net';

/**
 * A free port of 127.0.0.1, below 32768 where the system hands out ports to outgoing connections.
 * @param {number | null} wanted
 * @returns {Promise<number>}
 */
export async function chooseFreePort(wanted) {
  if (wanted !== null && (await tryPort(wanted)) === null) return wanted;
  for (let tries = 0; tries < 100; tries += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if ((await tryPort(port)) === null) return port;
  }
  throw new Error('No free port between 20000 and 32000 on 127.0.0.1.');
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
