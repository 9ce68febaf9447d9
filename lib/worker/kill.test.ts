import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import {
  buyPair,
  expectOneOfEach,
  isPairActive,
  killWorkers,
  type Moment,
  startWorker,
  until,
} from '@/lib/testing/kill-proof';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});
afterEach(killWorkers);

// Every other moment is in the soak (npm run soak); these cover each kind of step.
const MOMENTS: Moment[] = [
  { step: 'mark ordered', run: 1, when: 'after' },
  { step: 'place order', run: 2, when: 'before' },
  { step: 'activate rental', run: 2, when: 'before' },
];

describe('a worker killed by SIGKILL', () => {
  it.each(MOMENTS)(
    'at run $run of the step "$step", $when its result is stored',
    async (moment) => {
      const bought = await buyPair(india);
      const [, signal] = await once(await startWorker(moment), 'exit');
      expect(signal).toBe('SIGKILL');
      await startWorker();
      await until('the pair to be active', () => isPairActive(bought));
      await expectOneOfEach(bought);
    },
    90_000,
  );
});
