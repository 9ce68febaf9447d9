/**
 * A process that runs one study and ends. It computes for minutes without a pause, so it has a core's spare time
 * and a memory bound of its own: the worker's other jobs do not notice it.
 */
import os from 'node:os';
import { composeResult, DelayTally } from '@/lib/rehearsals/compose-result';
import { PEERS } from '@/lib/simulator/peers/registry';
import { ROUTERS } from '@/lib/simulator/routers/registry';
import { type NamedRouter, runStudy } from '@/lib/simulator/study';
import type { StudyMessage, StudyOrder } from './study-messages';

const TELL_EVERY_MS = 200;
/** Behind everything that answers people and calls. */
const NICENESS = 10;

const worker = process.ppid;
let toldAt = 0;

function tell(message: StudyMessage): void {
  if (process.connected) process.send?.(message);
}

function follow(share: number, phase: string): void {
  const now = performance.now();
  if (now - toldAt < TELL_EVERY_MS) return;
  toldAt = now;
  // Nobody waits for the result of an orphan, and no signal reaches a loop that never pauses.
  if (process.ppid !== worker) process.exit(1);
  tell({ type: 'progress', share, phase });
}

function routersOf(names: readonly string[]): NamedRouter[] {
  return names.map((name) => {
    const make = ROUTERS.get(name) ?? PEERS.get(name);
    if (!make) throw new RangeError(`There is no policy ${name}.`);
    return { name, make };
  });
}

function run({ scenario, policies, seeds, recording }: StudyOrder): StudyMessage {
  const delays = new DelayTally(scenario.seed);
  const study = runStudy(scenario, {
    policies: routersOf(policies),
    seeds,
    ...(recording && { recording }),
    onCall: (of, call) => delays.add(of, call),
    onProgress: follow,
  });
  return { type: 'result', result: composeResult(study, delays) };
}

os.setPriority(NICENESS);
process.once('message', (order: StudyOrder) => {
  let end: StudyMessage;
  try {
    end = run(order);
  } catch (error) {
    end = { type: 'problem', problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  // The worker ends this process once it has read what is said: a process that ends by itself may be faster.
  tell(end);
});
process.on('disconnect', () => process.exit(1));
if (process.connected) process.send?.('ready');
