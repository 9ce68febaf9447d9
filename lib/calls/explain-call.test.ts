import { beforeAll, expect, it } from 'vitest';
import type { Context } from '@/lib/context';
import { type AccountFixture, createAccount, testContext } from '@/lib/testing/factories';
import { createTrunk } from '@/lib/testing/factories-calls';
import { createIndia } from '@/lib/testing/factories-stock';
import { createCalls } from '@/lib/testing/stage-calls';
import { ladderOf, traceOf } from './explain-call';
import { failoverWords } from './format';
import { findCall } from './queries-call';
import type { CallDetail } from './types';

let account: AccountFixture;
let ctx: Context;
let uuids: Record<string, string>;

beforeAll(async () => {
  const india = await createIndia();
  for (const carrier of [india.carrierA, india.carrierB]) await createTrunk(carrier);
  account = await createAccount();
  ctx = testContext(account);
  uuids = (await createCalls({ accountId: account.id })).uuids;
});

async function call(name: string): Promise<CallDetail> {
  const found = await findCall(ctx, uuids[name] ?? '');
  if (!found) throw new Error(`There is no call ${name}`);
  return found;
}

const said = (detail: CallDetail) =>
  traceOf(detail).map(({ offsetMs, sentence }) => [offsetMs, sentence.replaceAll('\u00a0', ' ')]);
const messages = (detail: CallDetail) =>
  ladderOf(detail).map(
    ({ offsetMs, attempt, direction, message }) => `${offsetMs} ${direction} ${attempt}: ${message}`,
  );

it('tells a call that was saved by its second hop', async () => {
  const saved = await call('saved');
  expect(failoverWords(saved)).toBe('Saved by HA');
  expect(said(saved)).toEqual([
    [0, 'A call from +91 80 4123 4567 to +91 98450 12345 was asked for; the plan had 2 ways.'],
    [5, 'Sent to Carrier A, presenting +91 80 4123 4567.'],
    [805, 'Given up at Carrier A after 800 ms: no response at all. It counts against the carrier.'],
    [815, 'Sent on to Carrier B, presenting +91 80 4765 4321.'],
    [2_215, 'It rings at the callee by Carrier B.'],
    [4_900, 'Carrier A answered after this hop had been given up; that answer was ended and costs nothing.'],
    [7_215, 'Answered by Carrier B.'],
    [81_405, 'Ended after 75 s of talk: Normal Hangup (4000).'],
  ]);
  expect(messages(saved)).toEqual([
    '5 to-carrier 0: INVITE',
    '805 to-carrier 0: CANCEL',
    '815 to-carrier 1: INVITE',
    '875 from-carrier 1: First response',
    '2215 from-carrier 1: 180 Ringing',
    '4900 from-carrier 0: 200 OK',
    '7215 from-carrier 1: 200 OK',
    '81405 from-carrier 1: BYE',
  ]);
  expect(saved.plan.map(({ attempt }) => attempt)).toEqual([0, 1]);
});

it('tells why a call went another way before anything failed in it', async () => {
  const over = await call('failedOver');
  expect(failoverWords(over)).toBe('Failed over');
  expect(said(over)[0]).toEqual([
    -20_000,
    expect.stringMatching(
      /^Trunk .+ was taken out for calls from \+91 80 4123 4567\. Calls unanswered by the carrier\.$/,
    ),
  ]);
  const operator = testContext(account, 'owner', { isOperator: true });
  const whole = await findCall(operator, uuids.failedOver ?? '');
  expect(whole?.reasons[0]?.sentence).toMatch(/Calls unanswered by the carrier: 6 of 6 attempts failed in 1\.2 s\.$/);
  expect(over.plan.map(({ attempt }) => attempt)).toEqual([0, null]);
});

it('tells a call that failed at both carriers, with their codes', async () => {
  const failed = await call('failed');
  expect(failoverWords(failed)).toBe('Failed over');
  expect(messages(failed).filter((line) => line.includes('503'))).toHaveLength(2);
  expect(said(failed).at(-2)).toEqual([
    1_020,
    'Carrier B said 503 Service Unavailable (Q.850 34, no circuit available) after 530 ms. The carrier has no room. It counts against the carrier.',
  ]);
  expect(said(failed).at(-1)).toEqual([1_020, 'Ended without an answer: Network congestion from carrier (3090).']);
});

it('tells a call that rang in vain, and one that still goes on', async () => {
  expect(messages(await call('noAnswer')).at(-1)).toBe('46405 to-carrier 0: CANCEL');
  const open = await call('inProgress');
  expect(said(open).at(-1)?.[1]).toBe('Answered by Carrier A.');
  expect(messages(open).at(-1)).toBe('6405 from-carrier 0: 200 OK');
});

it('says saved of other caller numbers without speaking of HA', () => {
  const same = { failedOver: true, saved: true, fromNumber: '12125550100', presentedNumber: '12125550100' };
  expect(failoverWords(same)).toBe('Saved by failover');
});

it('finds no call of another account, nor by junk', async () => {
  const stranger = testContext(await createAccount());
  expect(await findCall(stranger, uuids.saved ?? '')).toBeNull();
  for (const junk of ['', 'junk', "'; DROP TABLE calls", uuids.saved?.slice(1) ?? ''])
    expect(await findCall(ctx, junk)).toBeNull();
});
