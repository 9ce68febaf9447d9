import fs from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

// For lib/tooling/mutate-engine.mjs: the engine's tests with one of its mutants in place of the truth, in memory only.
interface Mutant {
  name: string;
  file: string;
  find: string;
  replace: string;
}

const folder = path.join(import.meta.dirname, 'lib/failover');
const mutants: Mutant[] = JSON.parse(fs.readFileSync(path.join(folder, 'mutants.json'), 'utf8'));
const mutant = mutants.find(({ name }) => name === process.env.ENGINE_MUTANT);

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: `${import.meta.dirname}/` }] },
  plugins: [
    {
      name: 'engine-mutant',
      enforce: 'pre',
      transform: (code, id) =>
        mutant && id.split('?')[0] === path.join(folder, mutant.file)
          ? code.replace(mutant.find, mutant.replace)
          : null,
    },
  ],
  test: { include: ['lib/failover/**/*.test.ts'], pool: 'threads', maxWorkers: 1, testTimeout: 60_000, bail: 1 },
});
