import path from 'node:path';
import type { ViteUserConfig } from 'vitest/config';

const root = import.meta.dirname;

/** What all runs of vitest have in common. */
export const base = {
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${root}/` },
      // Throws outside React's server condition; in tests everything is the server.
      { find: 'server-only', replacement: path.join(root, 'lib/testing/server-only.ts') },
    ],
  },
  test: { pool: 'forks', maxWorkers: 2, testTimeout: 60_000, hookTimeout: 120_000, restoreMocks: true },
} satisfies ViteUserConfig;

/** For tests that use the database: a server for the run, a database for each file. */
export const withDatabase = {
  globalSetup: 'lib/testing/global-setup.ts',
  setupFiles: 'lib/testing/file-setup.ts',
};
