import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { buyPair, until } from '@/lib/testing/kill-proof';
import { programOf } from '@/lib/testing/program';

let india: IndiaFixture;
const said: string[] = [];
// Tests run silent; here what the worker says is what is looked at.
const args = ['LOG_LEVEL=info', process.execPath, ...(await programOf('lib/worker/main.ts'))];
const worker = spawn('env', args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });

beforeAll(async () => {
  for (const stream of [worker.stdout, worker.stderr]) stream?.on('data', (chunk) => said.push(String(chunk)));
  india = await createIndia();
  // Longer than the worker waits for what is under way.
  await db.sandboxSettings.updateMany({ data: { activationDelayMs: 60_000 } });
});
afterAll(() => void worker.kill('SIGKILL'));

it('a worker that is stopped in the middle of its work ends in peace', async () => {
  await buyPair(india);
  await until('an order to be under way', async () => (await db.sandboxOrder.count()) > 0);
  worker.kill('SIGTERM');
  const [code] = await once(worker, 'exit');
  const output = said.join('');
  expect(code).toBe(0);
  expect(output).toContain('worker is stopping');
  expect(output).not.toMatch(/after calling end|DeprecationWarning|did not stop cleanly/);
  const complaints = output.split('\n').filter((line) => /"level":"(warn|error|fatal)"/.test(line));
  expect(complaints).toEqual([expect.stringContaining('Shutting down while 2 workflows are still running')]);
});
