import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config';

/** Long proofs, bounded: npm run soak. */
export default mergeConfig(
  { ...base, test: { ...base.test, include: undefined } },
  defineConfig({ test: { include: ['lib/**/*.soak.ts'], testTimeout: 120_000, reporters: ['verbose'] } }),
);
