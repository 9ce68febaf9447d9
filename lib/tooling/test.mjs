// npm test: everything that must hold, on a fresh clone too. Ends with one line "N passed, N failed".
//   npm test -- --only=lint,unit    some steps
//   npm test -- --skip=browser      all but some
import fs from 'node:fs';
import path from 'node:path';
import { ProcessRecord } from './process-record.mjs';
import { ensureClient, ensureInstalled, withSetupLock } from './project-setup.mjs';
import { tailOf } from './run-step.mjs';
import { ROOT } from './settings.mjs';
import { recordStepsIn, STEPS } from './test-steps.mjs';

const isDone = { passed: 0, failed: 0 };

/** @param {string} flag @returns {string[] | null} */
function listOf(flag) {
  const given = process.argv.find((arg) => arg.startsWith(`--${flag}=`));
  return given ? given.slice(flag.length + 3).split(',') : null;
}

function chooseSteps() {
  const [only, skip] = [listOf('only'), listOf('skip') ?? []];
  const known = STEPS.map((step) => step.name);
  const unknown = [...(only ?? []), ...skip].filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no step ${unknown.join(', ')}: the steps are ${known.join(', ')}.`);
    process.exit(1);
  }
  return STEPS.filter(({ name }) => (only?.includes(name) ?? true) && !skip.includes(name));
}

/** @param {import('./test-steps.mjs').TestStep} step */
async function runStep({ name, run }) {
  const startedAt = Date.now();
  const { passed, failed, output } = await run();
  isDone.passed += passed;
  isDone.failed += failed;
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const counts = passed + failed === 1 ? '' : `  ${passed} passed, ${failed} failed`;
  console.log(`${failed > 0 ? '✗' : '✓'} ${name.padEnd(12)} ${seconds.padStart(6)} s${counts}`);
  if (failed > 0) console.log(tailOf(output));
}

/** The light steps two at a time, then the others one after the other. @param {import('./test-steps.mjs').TestStep[]} steps */
async function runSteps(steps) {
  const waiting = steps.filter(({ isLight }) => isLight);
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await runStep(step);
  };
  await Promise.all([lane(), lane()]);
  for (const step of steps.filter(({ isLight }) => !isLight)) await runStep(step);
}

async function prepare() {
  const tell = (/** @type {string} */ sentence) => console.log(`${sentence} …`);
  await withSetupLock(async () => {
    await ensureInstalled({ record, tell });
    await ensureClient({ record, tell });
  });
}

function finish() {
  console.log(`${isDone.passed} passed, ${isDone.failed} failed`);
  process.exit(isDone.failed > 0 || isDone.passed === 0 ? 1 : 0);
}

const steps = chooseSteps();
fs.mkdirSync(path.join(ROOT, 'test-results'), { recursive: true });
const record = new ProcessRecord(path.join(ROOT, 'test-results/processes.json'));
recordStepsIn(record);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => void record.endAll().then(() => process.exit(130)));
}

try {
  await prepare();
  await runSteps(steps);
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  isDone.failed += 1;
}
finish();
