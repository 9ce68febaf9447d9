import { once } from 'node:events';
import fs from 'node:fs';
import { startInstallation } from '@/lib/tooling/e2e-processes.mjs';
import { chooseFreePort } from '@/lib/tooling/free-port.mjs';
import { expect, guestTest } from './fixtures';

interface EmptyInstallation {
  /** The address of an installation without demo and without users. */
  emptyInstallation: string;
}

/** Nobody is signed in, and pages are those of an installation beside the demo that nobody has set up. */
export const setupTest = guestTest.extend<object, EmptyInstallation>({
  baseURL: ({ emptyInstallation }, use) => use(emptyInstallation),

  emptyInstallation: [
    async ({ dataFolder, playwright }, use) => {
      const port = await chooseFreePort(null);
      const folder = `${dataFolder}-setup`;
      fs.rmSync(folder, { recursive: true, force: true });
      const server = startInstallation({ dataFolder: folder, port, demo: 'off' });
      const request = await playwright.request.newContext({ baseURL: `http://127.0.0.1:${port}` });
      const readiness = async () => (await request.get('/api/health/ready').catch(() => null))?.status();
      await expect.poll(readiness, { timeout: 60_000 }).toBe(200);
      await use(`http://127.0.0.1:${port}`);
      await request.dispose();
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
      fs.rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});
