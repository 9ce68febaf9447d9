import { expect, it } from 'vitest';
import { renderFigures, startMetrics } from '@/lib/metrics';
import { readAgentFigures } from './agent-figures';
import type { LiveState, LiveTrunk } from './types';

const trunk: LiveTrunk = {
  ...{ trunkId: 'a-mumbai', carrierId: 'a', state: 'healthy', since: null, lastChange: null, parts: [] },
  ...{ inProgress: 12, maxChannels: 60, capPerSecond: null, attempts: 40, answered: 20, networkFailures: 3, callee: 5 },
  ...{ delayP50Ms: null, delayP95Ms: null, mosHundredths: null, attemptsPerSecond: 4, faultIds: [], overrideId: null },
};
const state: LiveState = {
  ...{ agentId: 'agent-0', at: 0, callsInProgress: 12, callsQueued: 2, callsPerSecond: 5, openIncidents: [] },
  trunks: [trunk],
  spool: { records: 7, bytes: 900, limitBytes: 1_000_000, isDatabaseAway: true },
};

async function linesOf(now: LiveState): Promise<string[]> {
  const { text } = await renderFigures([await readAgentFigures(now, 4)]);
  return text.split('\n').filter((line) => line.startsWith('twinline_'));
}

it('the agent tells its calls, what waits for the database, and each trunk in the one state it is in', async () => {
  startMetrics('agent', 'agent-0');
  const from = 'role="agent",process="agent-0"';
  expect(await linesOf(state)).toEqual(
    expect.arrayContaining([
      `twinline_agent_calls_in_progress{${from}} 12`,
      `twinline_agent_calls_queued{${from}} 2`,
      `twinline_agent_spool_records{${from}} 7`,
      `twinline_agent_database_away{${from}} 1`,
      `twinline_agent_refusals_unrecorded_total{${from}} 4`,
      `twinline_trunk_calls_in_progress{trunk="a-mumbai",${from}} 12`,
      `twinline_trunk_state{trunk="a-mumbai",state="healthy",${from}} 1`,
    ]),
  );
  const later = await linesOf({ ...state, trunks: [{ ...trunk, state: 'open' }] });
  expect(later.filter((line) => line.startsWith('twinline_trunk_state'))).toEqual([
    `twinline_trunk_state{trunk="a-mumbai",state="open",${from}} 1`,
  ]);
});
