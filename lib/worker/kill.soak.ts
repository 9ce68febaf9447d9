import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import {
  buyPair,
  EVERY_MOMENT,
  expectOneOfEach,
  isPairActive,
  killWorkers,
  startWorker,
  until,
} from '@/lib/testing/kill-proof';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});
afterEach(killWorkers);

describe('a worker killed by SIGKILL at every step of the pair workflow', () => {
  it.each(EVERY_MOMENT)('run $run of "$step", $when its result is stored', async (moment) => {
    const bought = await buyPair(india);
    const [, signal] = await once(await startWorker(moment), 'exit');
    expect(signal).toBe('SIGKILL');
    await startWorker();
    await until('the pair to be active', () => isPairActive(bought));
    await expectOneOfEach(bought);
  });
});
