import { defineConfig } from 'vitest/config';
import { base, withDatabase } from './vitest.base';

/** Pure code and screens' own rules: no database, and nothing that one file could leave behind for the next. */
const PURE = ['lib/{failover,simulator,money,datetime,phone,csv}/**', 'components/**', 'bench/**'].map(
  (place) => `${place}/*.test.ts`,
);

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      {
        extends: true,
        test: {
          ...withDatabase,
          name: 'database',
          include: ['lib/**/*.test.ts', 'prisma/**/*.test.ts'],
          exclude: PURE,
        },
      },
    ],
  },
});
