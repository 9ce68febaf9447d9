import { mkdirSync, writeFileSync } from 'node:fs';
import { doAll } from './both-cores';
import { assemble, FULL, planJobs, type Size } from './leaderboard';
import { markdown } from './markdown';
import { printRunLengths } from './run-lengths';
import { search } from './search';
import { judge } from './targets';

const FOLDER = 'bench-results';
/** For a quick look: every table, wide intervals. */
const SHORT: Size = { ...FULL, seeds: 8, closedLoopSeeds: 2, healthyCalls: 250_000, healthyCallsOfOurs: 250_000 };

const USAGE = `npm run bench:detectors [-- --short] [-- search] [-- run-length]

Every detector on the same traffic and faults, on all cores. Writes ${FOLDER}/detectors.json and detectors.md, prints the
latter; exit code 1 when a target is missed. --short takes fewer seeds and calls.
search looks for the settings of opossum and cockatiel that detectors/tuned.ts holds, and prints them.
run-length prints the exact mean run lengths of the engine's network charts alone: a second.`;

/** npm run bench:detectors; answers with the exit code. */
export default async function run(args: string[]): Promise<number> {
  if (args.includes('search')) return printSearch();
  if (args.includes('run-length')) {
    console.log(printRunLengths().join('\n'));
    return 0;
  }
  const unknown = args.find((arg) => arg !== '--short');
  if (unknown !== undefined) {
    console.log(USAGE);
    return unknown === '--help' ? 0 : 1;
  }
  const size = args.includes('--short') ? SHORT : FULL;
  const started = performance.now();
  const jobs = planJobs(size);
  const results = await doAll(jobs, (done) => progress(done, jobs.length));
  const board = assemble(size, jobs, results);
  const targets = judge(board);
  const minutes = (performance.now() - started) / 60_000;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/detectors.json`, JSON.stringify({ ...board, targets }, null, 1));
  const text = markdown(board, targets);
  writeFileSync(`${FOLDER}/detectors.md`, text);
  console.log(text);
  console.error(`${jobs.length} jobs in ${minutes.toFixed(1)} min.`);
  return targets.every(({ isMet }) => isMet) ? 0 : 1;
}

async function printSearch(): Promise<number> {
  console.log(JSON.stringify(await search((done, of) => progress(done, of)), null, 2));
  return 0;
}

function progress(done: number, of: number): void {
  const isRound = done === of || done % Math.ceil(of / 20) === 0;
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of}${done === of ? '\n' : ''}`);
  else if (isRound) console.error(`${done} of ${of}`);
}
