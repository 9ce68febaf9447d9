// npm run bench:start: how long npm start takes on a fresh copy with an empty npm cache, and again when nothing
// has changed. Prints JSON lines; the baseline is the budget, and beyond it the exit code is 1.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseFreePort } from './free-port.mjs';
import { sendSignal } from './process-identity.mjs';
import { listProjectFiles } from './project-files.mjs';
import { tailOf } from './run-step.mjs';
import { ROOT } from './settings.mjs';

const BUDGET_SECONDS = { cold: 120, warm: 5 };
const GIVE_UP_MS = 600_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'twinline-bench-'));
const project = path.join(folder, 'twinline');
const port = await chooseFreePort(null);
// Neither this checkout's settings nor what npm told its own child may leak into the copy.
const CLEARED = Object.fromEntries(
  Object.keys(process.env).flatMap((name) =>
    /^(npm_|TWINLINE_|AGENT_|DATABASE_URL|AUTH_SECRET)/.test(name) ? [[name, undefined]] : [],
  ),
);
/** @type {NodeJS.ProcessEnv} */
const env = { ...process.env, ...CLEARED, npm_config_cache: path.join(folder, 'npm-cache'), PORT: String(port) };

/** @type {Set<number>} */
const groups = new Set();
process.on('exit', () => {
  for (const pid of groups) sendSignal(-pid, 'SIGKILL');
  fs.rmSync(folder, { recursive: true, force: true });
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(130));

function copyProject() {
  for (const file of listProjectFiles(ROOT)) {
    if (file === '.env') continue;
    fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    fs.copyFileSync(path.join(ROOT, file), path.join(project, file));
  }
}

async function isReady() {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health/ready`, { signal: AbortSignal.timeout(2_000) });
    return answer.ok;
  } catch {
    return false;
  }
}

/** @returns {Promise<{ seconds: number, output: string }>} how long it took to serve, and what it said */
async function measureStart() {
  const startedAt = performance.now();
  const child = spawn('npm', ['start'], { cwd: project, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const pid = child.pid ?? 0;
  groups.add(pid);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  while (!(await isReady())) {
    if (child.exitCode !== null || performance.now() - startedAt > GIVE_UP_MS) {
      throw new Error(`npm start did not get ready:\n${tailOf(output)}`);
    }
    await sleep(50);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  sendSignal(-pid, 'SIGTERM');
  await ended;
  // npm may be gone before the supervisor has stopped everything.
  while (fs.existsSync(path.join(project, '.twinline/supervisor.lock'))) await sleep(50);
  groups.delete(pid);
  return { seconds, output };
}

copyProject();
/** @type {(keyof typeof BUDGET_SECONDS)[]} */
const runs = ['cold', 'warm'];
for (const run of runs) {
  const { seconds, output } = await measureStart();
  const ours = Number(seconds.toFixed(2));
  const baseline = BUDGET_SECONDS[run];
  const ratio = Number((ours / baseline).toFixed(3));
  console.log(JSON.stringify({ name: `start ${run}`, unit: 's', ours, baseline, ratio }));
  if (ours > baseline) {
    process.exitCode = 1;
    console.error(tailOf(output));
  }
}
