import { expect, it } from 'vitest';
import { anAccount, anOrder, stageAgent, stageTables } from '@/lib/testing/agent-stage';
import { RECORDED_A_MINUTE } from './refusal-limit';

it('a loop of refused calls is recorded so far, then counted, minute by minute', () => {
  const poor = anAccount({ id: 'acc_one', availableMicros: 0n });
  const { agent, timing, records } = stageAgent({ tables: stageTables({ accounts: [poor] }) });
  const refuse = (times: number) => Array.from({ length: times }, () => agent.place(anOrder()));
  const answers = refuse(RECORDED_A_MINUTE + 25);
  expect(answers.every((answer) => !answer.ok && answer.hangupCode === 1010)).toBe(true);
  expect(answers.map((answer) => answer.uuid !== null).lastIndexOf(true)).toBe(RECORDED_A_MINUTE - 1);
  expect(records.list).toHaveLength(RECORDED_A_MINUTE);
  timing.advance(60_000);
  expect(records.of('alarm')).toMatchObject([
    { alarm: 'refusals-not-recorded', trunkId: null, trace: { figures: { accountId: 'acc_one', calls: 25 } } },
  ]);
  // The next minute begins anew, and a stop tells what it has counted so far.
  refuse(RECORDED_A_MINUTE + 1);
  agent.stop();
  expect(records.calls()).toHaveLength(2 * RECORDED_A_MINUTE);
  expect(records.of('alarm').map(({ trace }) => trace.figures.calls)).toEqual([25, 1]);
  expect(agent.desk.refusals.unrecordedInAll).toBe(26);
});
