import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrder, CALLEE, FALLBACK, ListedRecords, MUMBAI, stageTables } from '@/lib/testing/agent-stage';
import { Agent } from './agent';
import { createAgentServer } from './server';
import { wallTiming } from './timing';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const spool = { records: 0, bytes: 0, limitBytes: 1, isDatabaseAway: false };
const records = Object.assign(new ListedRecords(), { state: spool });
const agent = new Agent({ id: 'agent-test', index: 3, timing: wallTiming(), records, seed: 1, memory: null });
const server = createAgentServer({ agent, records, secret: SECRET });
let base = '';

beforeAll(async () => {
  agent.setTables(stageTables());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  agent.stop();
  server.closeAllConnections();
  server.close();
});

function ask(method: string, path: string, body?: unknown) {
  const init = { method, headers: { authorization: `Bearer ${SECRET}` } };
  return fetch(`${base}${path}`, body === undefined ? init : { ...init, body: JSON.stringify(body) });
}

async function answered(method: string, path: string, body?: unknown): Promise<unknown> {
  return (await ask(method, path, body)).json();
}

const { purpose, from, to, accountId } = anOrder();
const order = { accountId, purpose, from, to };

describe('whoever does not know the secret', () => {
  it.each([undefined, 'Bearer wrong', SECRET])('is refused: %s', async (authorization) => {
    const answer = await fetch(`${base}/state`, { headers: authorization ? { authorization } : {} });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ problem: 'Show the agent’s secret as a bearer token.' });
  });
});

describe('calls', () => {
  it('are placed, are seen in the state, and are ended', async () => {
    const placed = await answered('POST', '/calls', order);
    expect(placed).toMatchObject({ ok: true, state: 'dialing' });
    expect(await answered('GET', '/state')).toMatchObject({ agentId: 'agent-test', callsInProgress: 1, spool });
    const { uuid } = placed as { uuid: string };
    const path = `/calls/${uuid}?accountId=acc_one`;
    expect(await answered('DELETE', path)).toEqual({ wasInProgress: true });
    expect(await answered('DELETE', path)).toEqual({ wasInProgress: false });
    expect(records.calls()[0]).toMatchObject({ uuid, state: 'canceled', hangupCode: 1000 });
  });

  it('that are refused are told with field and hangup cause', async () => {
    expect(await answered('POST', '/calls', { ...order, from: '+14155550000' })).toEqual({
      ok: false,
      sentence:
        'from parameter is invalid. +14155550000 is not associated with your account. Use a phone number rented on your account.',
      ...{ field: 'from', hangupCode: null, uuid: null },
    });
  });
});

const KEY_RULE = 'Idempotency key must be 8 to 64 letters, digits, dashes or underscores.';

describe('mistakes are one sentence, and change nothing', () => {
  it.each([
    ['POST', '/calls', {}, 400, 'Say for which account the call is: accountId.'],
    ['POST', '/calls', { ...order, purpose: 'fun' }, 400, 'The purpose must be customer, test or proof.'],
    [
      'POST',
      '/calls',
      { ...order, ringTimeoutSeconds: 121 },
      400,
      'The ring timeout must be a whole number of seconds from 1 to 120.',
    ],
    ['POST', '/calls', { ...order, colour: 'red' }, 400, 'colour is not known here.'],
    ['DELETE', '/calls/no-such-call', undefined, 400, 'Say whose call it is: accountId.'],
    ['GET', '/calls', undefined, 405, 'Use POST at /calls.'],
    ['GET', '/nothing', undefined, 404, 'The agent has nothing at /nothing.'],
    [
      'POST',
      '/route',
      { accountId, from: '+91', to: CALLEE },
      400,
      'Give numbers as 5 to 15 digits of E.164, without plus sign.',
    ],
    [
      'POST',
      '/route',
      { accountId, from: '14155550000', to: CALLEE },
      400,
      'from parameter is invalid. +14155550000 is not associated with your account. Use a phone number rented on your account.',
    ],
    [
      'POST',
      '/route',
      { accountId: 'acc_other', from: MUMBAI, to: CALLEE },
      400,
      `from parameter is invalid. +${MUMBAI} is not associated with your account. Use a phone number rented on your account.`,
    ],
    ['POST', '/calls', { ...order, idempotencyKey: 'short' }, 400, KEY_RULE],
    ['POST', '/outcome', { events: [] }, 400, 'Report at least one event.'],
  ])('%s %s %j', async (method, path, body, status, problem) => {
    const before = records.list.length;
    const answer = await ask(method, path, body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ problem });
    expect(records.list).toHaveLength(before);
  });

  it('a body that is not JSON, or too large', async () => {
    const init = { method: 'POST', headers: { authorization: `Bearer ${SECRET}` } };
    expect(await (await fetch(`${base}/calls`, { ...init, body: 'no' })).json()).toEqual({
      problem: 'The request is not JSON.',
    });
    const large = await fetch(`${base}/calls`, { ...init, body: 'x'.repeat(300_000) });
    expect(large.status).toBe(413);
  });
});

it('calls placed elsewhere get a plan, and what becomes of them moves routes', async () => {
  const { callId, plan } = (await answered('POST', '/route', { accountId, from: MUMBAI, to: CALLEE })) as {
    callId: number;
    plan: { hops: { trunkId: string; presentedNumber: string; destinationGroup: string }[] };
  };
  expect(plan.hops.map(({ presentedNumber }) => presentedNumber)).toEqual([MUMBAI, FALLBACK]);
  const started = {
    ...{ type: 'attempt-started', attemptId: callId * 16, callId, hopIndex: 0, trunkId: 'meridian-1' },
    ...{ presentedNumber: MUMBAI, destination: CALLEE, destinationGroup: plan.hops[0]?.destinationGroup, accountId },
    ...{ campaign: '', attemptNumber: 0, ringTimeoutMs: 60_000, purpose: 'primary' },
  };
  const end = { sipCode: null, cause: null, local: 'transport', phase: 'sent', retryAfterSeconds: null };
  const ended = { type: 'attempt-ended', attemptId: callId * 16, end };
  expect(await answered('POST', '/outcome', { events: [started, ended] })).toEqual({ ok: true });
  const state = (await answered('GET', '/state')) as { trunks: { networkFailures: number }[] };
  expect(state.trunks[0]?.networkFailures).toBe(1);
});

it('the live state is told at once and then every second', async () => {
  const { body } = await ask('GET', '/live');
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (text.split('data: ').length < 3) text += (await reader?.read())?.value ?? '';
  await reader?.cancel();
  const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, at]) => Number(at));
  expect((ids[1] ?? 0) - (ids[0] ?? 0)).toBeGreaterThanOrEqual(900);
});

it('the recording is exported as lines', async () => {
  const text = await (await ask('GET', '/recording')).text();
  const types = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).type);
  expect(types[0]).toBe('state');
  expect(types).toContain('decide');
});
