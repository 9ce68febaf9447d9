import { expect, it } from 'vitest';
import { verifyRecording } from '@/lib/simulator/replay/verify-recording';
import { aFault, anOrder, MUMBAI, NEW_YORK, STAGE_START, stageAgent, stageTables } from '@/lib/testing/agent-stage';

const traffic = [MUMBAI, NEW_YORK].map((number, index) => ({
  ...{ id: `trf_${index}`, accountId: 'acc_one', callsPerSecond: 10, numbers: [number] },
  ...{ destinations: [number === MUMBAI ? '9198' : '1312'], startsAt: STAGE_START, endsAt: STAGE_START + 600_000 },
}));

/** Minutes of traffic with a fault, an override and changed tables in it. */
function eventfulRun() {
  const run = stageAgent({ tables: stageTables({ traffic }), segmentCharacters: 2 ** 20 });
  const { agent, timing } = run;
  timing.advance(15_000);
  agent.setTables(stageTables({ traffic, faults: [aFault('meridian-1')] }));
  agent.place(anOrder());
  timing.advance(20_000);
  const quality = { kind: 'quality', loss: 0.2 };
  const override = {
    ...{ id: 'ovr_one', target: { kind: 'carrier' as const, id: 'sagar' }, action: 'drain' as const },
    ...{ reason: 'Works.', by: 'usr_one', startsAt: STAGE_START, endsAt: STAGE_START + 120_000 },
  };
  agent.setTables(stageTables({ traffic, faults: [aFault('atlantic-1', quality)], overrides: [override] }));
  timing.advance(60_000);
  return run;
}

it('a live run, exported, is decided alike by a fresh engine in the simulator', () => {
  const { agent } = eventfulRun();
  const lines = [...agent.recording.lines()];
  const found = verifyRecording(lines);
  expect(found).toMatchObject({ firstDifference: null, recordedHash: found.replayedHash });
  expect(found.decisions).toBeGreaterThan(1_000);
  expect(found.retries).toBeGreaterThan(10);
  // Several segments: whole states of the engine were compared too.
  expect(found.states).toBeGreaterThan(0);
});

it('a changed answer is found by its line', () => {
  const { agent } = eventfulRun();
  const lines = [...agent.recording.lines()];
  const changed = lines.findIndex((line) => line.includes('"type":"decide"') && line.includes('"meridian-1"'));
  lines[changed] = (lines[changed] ?? '').replace('"firstResponseMs":', '"firstResponseMs":1');
  expect(verifyRecording(lines).firstDifference).toBe(changed + 1);
});

it('what is no recording is named by its line', () => {
  expect(() => verifyRecording(['{"type":"tables"}'])).toThrow('begins with the state');
  expect(() => verifyRecording(['call'])).toThrow('Line 1 is not');
  expect(() => verifyRecording([])).toThrow('nothing in this recording');
});
