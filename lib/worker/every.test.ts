import { expect, test, vi } from 'vitest';
import { every } from './every';

test('runs again after a failure, never twice at a time, and stops after the run under way', async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const job = every({
    name: 'test',
    pauseMs: 1,
    run: async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      runs += 1;
      if (runs === 1) throw new Error('first run fails');
    },
  });
  const stop = await job.start();
  await vi.waitFor(() => expect(runs).toBeGreaterThan(3));
  await stop();
  const atStop = runs;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect({ most, running, runs }).toEqual({ most: 1, running: 0, runs: atStop });
});

test('stopping does not wait for the pause', async () => {
  const stop = await every({ name: 'test', pauseMs: 60_000, run: async () => undefined }).start();
  const startedAt = Date.now();
  await stop();
  expect(Date.now() - startedAt).toBeLessThan(5_000);
});
