// npm run check:dependencies: who may import whom, and no cycles. A cruiser that cannot read a file leaves it
// out without a word, so every source file must be among the modules it saw.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { listProjectFiles } from './project-files.mjs';
import { ROOT } from './settings.mjs';

const expected = listProjectFiles(ROOT).filter((file) => /^(app|components|lib|prisma)\/.*\.(ts|tsx|mjs)$/.test(file));
const folders = [...new Set(expected.map((file) => file.split('/')[0] ?? ''))];
const cruiser = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const args = [cruiser, ...folders, '--config', '.dependency-cruiser.mjs', '--output-type', 'json'];
const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 256 << 20 });

/**
 * @typedef {{ from: string, to: string, rule: { name: string }, cycle?: { name: string }[] }} Violation
 * @typedef {{ modules: { source: string }[], summary: { violations: Violation[] } }} CruiseResult
 */

/** @returns {CruiseResult} */
function parse() {
  try {
    return JSON.parse(stdout);
  } catch {
    console.error(stderr || stdout);
    process.exit(1);
  }
}

/** @param {Violation} violation */
function describe({ from, to, rule, cycle }) {
  return `${rule.name}: ${[from, ...(cycle?.map((step) => step.name) ?? [to])].join(' → ')}`;
}

const { modules, summary } = parse();
const seen = new Set(modules.map((module) => module.source));
const problems = [
  ...expected.filter((file) => !seen.has(file)).map((file) => `not cruised: ${file}`),
  ...summary.violations.map(describe),
];
for (const problem of problems) console.log(problem);
console.log(`${expected.length} source files, ${modules.length} modules cruised: ${problems.length} problems.`);
process.exitCode = problems.length > 0 ? 1 : 0;
