// npm run bench [-- NAME …]: every benchmark, or the named ones, one after the other so that none disturbs another.
// JSON lines on standard output; exit code 1 when one breaks its budget.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './settings.mjs';

/** A benchmark's file ends in .bench.ts; what benchmarks share stands beside them. */
const SUFFIX = '.bench.ts';
const FOLDER = path.join(ROOT, 'bench');

const all = fs
  .readdirSync(FOLDER)
  .filter((name) => name.endsWith(SUFFIX))
  .map((name) => name.slice(0, -SUFFIX.length))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown benchmark ${unknown.join(', ')}: there are ${all.join(', ')}.`);
  process.exit(1);
}
for (const name of wanted.length > 0 ? wanted : all) {
  const entry = ['lib/tooling/run.mjs', `bench/${name}${SUFFIX}`];
  const { status } = spawnSync(process.execPath, entry, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
