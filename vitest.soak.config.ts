import { defineConfig } from 'vitest/config';
import { base, withDatabase } from './vitest.base';

/** Long proofs, bounded: npm run soak. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    ...withDatabase,
    include: ['lib/**/*.soak.ts'],
    testTimeout: 120_000,
    reporters: ['verbose'],
  },
});
