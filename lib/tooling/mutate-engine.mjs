// npm run test:mutate-engine [-- NAME …]: breaks the engine on purpose, one rule at a time (lib/failover/mutants.json), and
// wants to see a test fail each time. Exit code 1 when a mutant survives or no longer fits the code. Changes no file.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './settings.mjs';

const FOLDER = 'lib/failover';

/** @type {{ name: string, file: string, find: string, replace: string, tests: string[] }[]} */
const all = JSON.parse(fs.readFileSync(path.join(ROOT, FOLDER, 'mutants.json'), 'utf8'));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.some((mutant) => mutant.name === name));
if (unknown.length > 0) {
  console.error(`Unknown mutant ${unknown.join(', ')}.`);
  process.exit(1);
}

/** @param {string | undefined} mutant @param {string[]} tests @returns whether the tests pass */
function passes(mutant, tests) {
  const args = ['vitest', 'run', '--config', 'vitest.mutants.config.ts', ...tests.map((test) => `${FOLDER}/${test}`)];
  const env = { ...process.env, ENGINE_MUTANT: mutant ?? '' };
  return spawnSync('npx', args, { cwd: ROOT, env, stdio: 'ignore' }).status === 0;
}

const mutants = wanted.length > 0 ? all.filter(({ name }) => wanted.includes(name)) : all;
const tests = [...new Set(mutants.flatMap((mutant) => mutant.tests))];
if (!passes(undefined, tests)) {
  console.error('The tests fail without any mutant: mend that first.');
  process.exit(1);
}
let survivors = 0;
for (const { name, file, find, tests: against } of mutants) {
  const found = fs.readFileSync(path.join(ROOT, FOLDER, file), 'utf8').split(find).length - 1;
  const verdict = found === 1 ? (passes(name, against) ? 'SURVIVED' : 'killed') : `DOES NOT FIT: found ${found} times`;
  if (verdict !== 'killed') survivors += 1;
  console.log(`${verdict}  ${file}: ${name}`);
}
console.log(`${mutants.length - survivors} of ${mutants.length} mutants killed.`);
process.exitCode = survivors > 0 ? 1 : 0;
