/**
 * The live agent on the wall clock with its records going to disk: whether 200 calls a second with 5,000 in progress
 * are played without falling behind, and what deciding adds to a call at 500 calls a second.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent } from '@/lib/agent/agent';
import { SavedState } from '@/lib/agent/saved-state';
import { Spool } from '@/lib/agent/spool';
import { wallTiming } from '@/lib/agent/timing';
import { CALLEE, MUMBAI, NEW_YORK, stageTables } from '@/lib/testing/agent-stage';
import { report } from './report';

const IN_PROGRESS = 5_000;
const CALLS_A_SECOND = 200;
const BUSY_CALLS_A_SECOND = 500;
const MEASURED_MS = 20_000;
/** Beyond this an event comes noticeably late: a tenth of what a call's set-up takes. */
const LATE_MS = 200;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'twinline-bench-'));
const spool = await Spool.open({ folder });
const records = {
  write: (record: Parameters<Spool['append']>[0]) => {
    const sequence = spool.append(record);
    // The database has taken it: only what is under way stays.
    if (sequence % 10_000 === 0) void spool.release(sequence - 10_000);
    return sequence;
  },
  get isFull() {
    return spool.isFull;
  },
  flush: () => spool.flush(),
};
const agent = new Agent({ id: 'agent-bench', index: 0, timing: wallTiming(), records, seed: 1, memory: null });
const state = () => agent.state({ records: 0, bytes: 0, limitBytes: 1, isDatabaseAway: false });

let orders = 0;
function setRate(callsPerSecond: number): void {
  orders += 1;
  const now = Date.now();
  const places = [
    { numbers: [MUMBAI], destinations: [CALLEE.slice(0, 4)] },
    { numbers: [NEW_YORK], destinations: ['1312'] },
  ];
  const traffic = places.map((place, index) => ({
    ...{ id: `trf_${orders}_${index}`, accountId: 'acc_one', callsPerSecond: callsPerSecond / 2, ...place },
    ...{ startsAt: now, endsAt: now + 3_600_000 },
  }));
  agent.setTables(stageTables({ traffic }));
}

/** How late timers come when nothing at all is done: what this machine takes from everybody now. */
async function idleLatenessMs(): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await wait(5_000);
  delay.disable();
  return delay.percentile(99) / 1e6;
}

/** Plays on for a while; answers with the calls that began in a second and the share of a core they took. */
async function measure(ms: number): Promise<{ callsPerSecond: number; core: number }> {
  agent.pump.lag.reset();
  const [cpu, begun, at] = [process.cpuUsage(), agent.switchboard.begunInAll, performance.now()];
  await wait(ms);
  const seconds = (performance.now() - at) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { callsPerSecond: (agent.switchboard.begunInAll - begun) / seconds, core: (user + system) / 1e6 / seconds };
}

const idleMs = await idleLatenessMs();
setRate(BUSY_CALLS_A_SECOND);
while (agent.switchboard.inProgress < IN_PROGRESS) await wait(100);
const saved = new SavedState(folder);
saved.keepSaving(agent);
setRate(CALLS_A_SECOND);
const usual = await measure(MEASURED_MS);
const lagMs = agent.pump.lag.quantile(0.99);
const { callsInProgress } = state();
setRate(BUSY_CALLS_A_SECOND);
const busy = await measure(MEASURED_MS / 2);
const decisionMs = agent.decisions.quantile(0.99) / 1_000;
saved.stopSaving();

const kept = [
  report({
    ...{ name: 'agent: calls in progress', unit: 'calls', ours: callsInProgress, baseline: IN_PROGRESS },
    ...{ against: 'what is wanted', budget: { atLeast: 1 } },
  }),
  report({
    ...{ name: 'agent: calls begun', unit: '1/s', ours: usual.callsPerSecond, baseline: CALLS_A_SECOND },
    ...{ against: 'what is wanted', budget: { atLeast: 0.95 } },
  }),
  report({
    ...{ name: 'agent: lateness of events p99', unit: 'ms', ours: lagMs, baseline: LATE_MS + idleMs },
    ...{
      against: `what is noticed, beyond the ${Math.round(idleMs)} ms of an idle process here`,
      budget: { atMost: 1 },
    },
  }),
  report({
    ...{ name: `agent: decision p99 at ${Math.round(busy.callsPerSecond)} calls/s`, unit: 'ms', ours: decisionMs },
    ...{ baseline: 1, against: 'what is allowed', budget: { atMost: 1 } },
  }),
  report({
    ...{ name: 'agent: core at 200 calls/s, state saved', unit: 'cores', ours: usual.core, baseline: 2 },
    ...{ against: 'two cores', budget: { atMost: 1 } },
  }),
];
agent.stop();
await spool.flush();
await spool.close();
fs.rmSync(folder, { recursive: true, force: true });
process.exitCode = kept.every(Boolean) ? 0 : 1;
// A heap of timers may still wait.
setImmediate(() => process.exit());
