import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${root}/` },
      // Throws outside React's server condition; in tests everything is the server.
      { find: 'server-only', replacement: path.join(root, 'lib/testing/server-only.ts') },
    ],
  },
  test: {
    include: ['lib/**/*.test.ts', 'components/**/*.test.ts', 'prisma/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: 'lib/testing/global-setup.ts',
    setupFiles: 'lib/testing/file-setup.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    restoreMocks: true,
  },
});
