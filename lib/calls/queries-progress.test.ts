import { beforeAll, expect, it } from 'vitest';
import type { CallRecord } from '@/lib/agent/types';
import { db } from '@/lib/db';
import { type AccountFixture, createAccount, testContext } from '@/lib/testing/factories';
import { attemptOf, callRecordOf, createTrunk, silentAttemptOf } from '@/lib/testing/factories-calls';
import { createCarrier } from '@/lib/testing/factories-stock';
import { findCallProgress, findLastProof } from './queries-progress';
import { recordCalls } from './record-calls';

const FROM = '918041234567';
const FALLBACK = '918047654321';
const AT = Date.UTC(2026, 1, 3, 10);
let account: AccountFixture;
let way: { trunkId: string; carrierId: string };
let tried: { trunk: string; carrier: string };

beforeAll(async () => {
  account = await createAccount({ balance: 1_000 });
  const carrier = await createCarrier({ name: 'Carrier A' });
  way = { trunkId: (await createTrunk(carrier)).slug, carrierId: carrier.slug };
  tried = { trunk: way.trunkId, carrier: way.carrierId };
});

async function record(given: Partial<CallRecord>): Promise<CallRecord> {
  const call = callRecordOf({ accountId: account.id, fromNumber: FROM, queuedAt: AT, ...way, ...given });
  await db.$transaction((tx) => recordCalls(tx, 'agent-1', [call]));
  return call;
}

const OPEN = { answeredAt: null, endedAt: null, hangupCode: null, hangupSource: null, sipCode: null, cause: null };

it('tells step by step how far a call is', async () => {
  const ctx = testContext(account);
  const ringing = await record({ ...OPEN, state: 'ringing', ringingAt: AT + 1_405, startedAt: AT });
  expect(await findCallProgress(ctx, ringing.uuid)).toEqual({
    ...{ uuid: ringing.uuid, state: 'ringing', isEnded: false, attempts: [], hangupCause: null },
    steps: [
      { step: 'dialing', offsetMs: 0 },
      { step: 'ringing', offsetMs: 1_405 },
    ],
  });
});

it('names each carrier that was tried, in order, with the number shown there and what came of it', async () => {
  const [first, second] = [
    { ...tried, presents: FROM },
    { ...tried, presents: FALLBACK },
  ];
  const given = attemptOf(second, AT + 815, {
    position: 1,
    hopIndex: 1,
    answeredAt: null,
    endedAt: null,
    sipCode: null,
  });
  const ringing = await record({ ...OPEN, state: 'ringing', attempts: [silentAttemptOf(first, AT + 5), given] });
  const outcomes = async (uuid: string) => (await findCallProgress(testContext(account), uuid))?.attempts;
  expect(await outcomes(ringing.uuid)).toEqual([
    { carrierName: 'Carrier A', presentedDisplay: '+91 80 4123 4567', outcome: 'given up: no response at all' },
    { carrierName: 'Carrier A', presentedDisplay: '+91 80 4765 4321', outcome: 'rings' },
  ]);
  const late = { ...silentAttemptOf(first, AT + 5), answeredAt: AT + 4_900, isLateAnswer: true };
  const ended = await record({ attempts: [late, attemptOf(second, AT + 815, { position: 1, hopIndex: 1 })] });
  expect((await outcomes(ended.uuid))?.map(({ outcome }) => outcome)).toEqual([
    'given up: no response at all, answered too late',
    'answered',
  ]);
  const busy = attemptOf(first, AT + 5, { answeredAt: null, sipCode: 486 });
  expect((await outcomes((await record({ attempts: [busy] })).uuid))?.[0]?.outcome).toBe('486 Busy Here');
});

it('tells of the wait for a turn and of the end', async () => {
  const ctx = testContext(account);
  const ended = await record({ presentedNumber: FALLBACK, startedAt: AT + 500 });
  expect(await findCallProgress(ctx, ended.uuid)).toMatchObject({
    ...{ isEnded: true, hangupCause: 'Normal Hangup' },
    steps: [
      { step: 'queued' },
      { step: 'dialing', offsetMs: 500 },
      { step: 'ringing' },
      { step: 'answered' },
      { step: 'ended' },
    ],
  });
});

it('shows no call of another account, and none that is not there', async () => {
  const { uuid } = await record({});
  const other = testContext(await createAccount());
  expect(await findCallProgress(other, uuid)).toBeNull();
  expect(await findCallProgress(testContext(account), 'junk')).toBeNull();
});

it('finds the last call that tested a fallback number', async () => {
  const ctx = testContext(account);
  expect(await findLastProof(ctx, FALLBACK)).toBeNull();
  await record({ fromNumber: FALLBACK, purpose: 'proof', queuedAt: AT - 60_000 });
  const running = await record({ ...OPEN, fromNumber: FALLBACK, purpose: 'proof', state: 'dialing', ringingAt: null });
  await record({ fromNumber: FALLBACK, queuedAt: AT + 60_000 });
  expect(await findLastProof(ctx, FALLBACK)).toEqual({ uuid: running.uuid, isEnded: false });
  expect(await findLastProof(testContext(await createAccount()), FALLBACK)).toBeNull();
});
