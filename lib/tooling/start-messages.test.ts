import net from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { chooseFreePort } from './free-port.mjs';
import { listenProblem } from './listen-problem.mjs';
import { withClient } from './with-client.mjs';
import { migrateWorkflowSchema } from './workflow-schema.mjs';

afterEach(() => vi.unstubAllEnvs());

test('a host that is none of this machine is blamed, not the port', async () => {
  const PORT = await chooseFreePort(null);
  expect(await listenProblem({ HOST: 'no-such-host.invalid', PORT, AGENT_PORT: PORT + 1 })).toMatch(
    /^HOST is no-such-host\.invalid: this machine has no such address \(E[A-Z_]+\)\./,
  );
  expect(await listenProblem({ HOST: '192.0.2.1', PORT, AGENT_PORT: PORT + 1 })).toMatch(
    /^HOST is 192\.0\.2\.1: .*\(EADDRNOTAVAIL\)/,
  );
  expect(await listenProblem({ HOST: '127.0.0.1', PORT, AGENT_PORT: PORT + 1 })).toBeNull();
});

test('a port somebody listens on is blamed', async () => {
  const PORT = await chooseFreePort(null);
  const other = net.createServer().listen(PORT, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  expect(await listenProblem({ HOST: '127.0.0.1', PORT, AGENT_PORT: PORT + 1 })).toBe(
    `PORT is ${PORT}: Twinline cannot listen there on 127.0.0.1 (EADDRINUSE). Stop the other program or set PORT.`,
  );
  other.close();
});

test('a database that cannot be reached is told by its setting, without its password', async () => {
  const port = await chooseFreePort(null);
  const url = `postgresql://me:sesame@127.0.0.1:${port}/twinline`;
  const reach = () => withClient(url, async () => undefined);
  vi.stubEnv('DATABASE_URL', url);
  await expect(reach()).rejects.toThrow(
    `DATABASE_URL leads to 127.0.0.1:${port}/twinline, which cannot be used (connect ECONNREFUSED 127.0.0.1:${port}). ` +
      'Start that PostgreSQL or put the setting right; without it Twinline runs its own.',
  );
  vi.stubEnv('DATABASE_URL', 'postgresql://other/one');
  await expect(reach()).rejects.toThrow(/^connect ECONNREFUSED/);
});

test('a failure to make the workflow tables says what went wrong', async () => {
  const url = `postgresql://me:sesame@127.0.0.1:${await chooseFreePort(null)}/twinline`;
  await expect(migrateWorkflowSchema(url)).rejects.toThrow(/^Making the workflow tables failed/);
});
