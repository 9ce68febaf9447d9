import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ListedRecords, MUMBAI, stageTables } from '@/lib/testing/agent-stage';
import { chooseFreePort } from '@/lib/tooling/free-port.mjs';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const records = Object.assign(new ListedRecords(), {
  state: { records: 0, bytes: 0, limitBytes: 1, isDatabaseAway: false },
});
let agentPort: number;
let stopAgent: () => void = () => undefined;

async function startAgent() {
  const { Agent } = await import('@/lib/agent/agent');
  const { createAgentServer } = await import('@/lib/agent/server');
  const { wallTiming } = await import('@/lib/agent/timing');
  const agent = new Agent({ id: 'agent-test', index: 0, timing: wallTiming(), records, seed: 1, memory: null });
  agent.setTables(stageTables());
  const server = createAgentServer({ agent, records, secret: SECRET });
  await new Promise<void>((resolve) => server.listen(agentPort, '127.0.0.1', resolve));
  stopAgent = () => {
    agent.stop();
    server.closeAllConnections();
    server.close();
  };
}

async function verbs() {
  const { asAccountId } = await import('@/lib/context');
  const [{ cancelCall }, { hangUpCall }, { placeCall }, { placeTestCall }] = await Promise.all([
    import('./cancel-call'),
    import('./hang-up-call'),
    import('./place-call'),
    import('./place-test-call'),
  ]);
  const ctx = (role: 'owner' | 'support') => ({
    ...{ accountId: asAccountId('acc_one'), requestId: 'req_1', now: () => new Date() },
    actor: { type: 'user' as const, userId: 'usr_1', role, isOperator: false },
  });
  return { ctx, cancelCall, hangUpCall, placeCall, placeTestCall };
}

const order = { from: `+${MUMBAI}`, to: '+91 98765 43210' };

beforeAll(async () => {
  agentPort = await chooseFreePort(null);
  vi.stubEnv('AGENT_PORT', String(agentPort));
  // Settings are read once, and what is imported above has read them.
  vi.resetModules();
  const { env } = await import('@/lib/env');
  await fs.writeFile(path.resolve(env().TWINLINE_DATA_DIR, 'agent-secret'), SECRET);
});
afterAll(() => {
  stopAgent();
  vi.unstubAllEnvs();
});

it('one sentence says that the agent is away', async () => {
  const { placeCall, ctx } = await verbs();
  await expect(placeCall(ctx('owner'), order)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('the agent does not answer'),
  });
});

it('places a call and hangs it up; whoever only reads may not', async () => {
  await startAgent();
  const { placeCall, hangUpCall, cancelCall, ctx } = await verbs();
  await expect(placeCall(ctx('support'), order)).rejects.toMatchObject({ code: 'forbidden' });
  const { callUuid, state } = await placeCall(ctx('owner'), order);
  expect(state).toBe('dialing');
  await expect(cancelCall(ctx('owner'), { callUuid })).rejects.toMatchObject({ code: 'not_found' });
  await hangUpCall(ctx('owner'), { callUuid });
  await expect(hangUpCall(ctx('owner'), { callUuid })).rejects.toMatchObject({ code: 'not_found' });
  expect(records.calls()).toMatchObject([{ uuid: callUuid, state: 'canceled', hangupSource: 'api_request' }]);
});

it.each([
  [{ ...order, to: '98765' }, 'invalid_input', 'to'],
  [{ ...order, from: '+14155550000' }, 'invalid_input', 'from'],
  [{ ...order, to: '+14155550000' }, 'invalid_input', 'to'],
  [{ ...order, from: '' }, 'invalid_input', 'from'],
  [{ ...order, ringTimeoutSeconds: 500 }, 'invalid_input', 'ringTimeoutSeconds'],
])('refuses %j', async (input, code, field) => {
  const { placeCall, ctx } = await verbs();
  await expect(placeCall(ctx('owner'), input)).rejects.toMatchObject({ code, field });
});

it('a test call takes the destination as it is dialled there, and its own ring timeout', async () => {
  const { placeTestCall, hangUpCall, ctx } = await verbs();
  const wish = { from: MUMBAI, to: '098765 43211', ringTimeoutSeconds: '20', idempotencyKey: 'key-of-the-form' };
  const { callUuid } = await placeTestCall(ctx('owner'), wish);
  // Sent again, because the answer was lost, it is the same call.
  expect((await placeTestCall(ctx('owner'), wish)).callUuid).toBe(callUuid);
  await hangUpCall(ctx('owner'), { callUuid });
  expect(records.calls().at(-1)).toMatchObject({ uuid: callUuid, toNumber: '919876543211', purpose: 'test' });
});

it.each([
  [{ from: MUMBAI, to: '' }, 'to', 'Give the number to call'],
  [{ from: MUMBAI, to: 'the front desk' }, 'to', 'Give the destination in full'],
  [{ from: MUMBAI, to: '+1 415 555 2671' }, 'to', 'must go to a number in India'],
  [{ from: MUMBAI, to: '98765 43210', ringTimeoutSeconds: '121' }, 'ringTimeoutSeconds', 'from 1 to 120'],
  [{ from: '14155552671', to: '98765 43210' }, 'from', 'is not associated with your account'],
])('refuses the test call %j', async (input, field, sentence) => {
  const { placeTestCall, ctx } = await verbs();
  await expect(placeTestCall(ctx('owner'), input)).rejects.toMatchObject({
    field,
    message: expect.stringContaining(sentence),
  });
});
