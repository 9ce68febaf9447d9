import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CallRecord } from '@/lib/agent/types';
import { checkBooks } from '@/lib/billing';
import { db } from '@/lib/db';
import { type AccountFixture, createAccount, micros } from '@/lib/testing/factories';
import {
  attemptOf,
  callRecordOf,
  createTrunk,
  hopOf,
  openRecordOf,
  silentAttemptOf,
} from '@/lib/testing/factories-calls';
import { createCarrier } from '@/lib/testing/factories-stock';
import { recordCalls } from '.';

let account: AccountFixture;
let first: { trunk: string; carrier: string; presents: string };
let second: typeof first;

beforeAll(async () => {
  account = await createAccount({ balance: 1_000_000 });
  const [a, b] = [await createCarrier({ name: 'Carrier A' }), await createCarrier({ name: 'Carrier B' })];
  first = { trunk: (await createTrunk(a)).slug, carrier: a.slug, presents: '918041234567' };
  second = { trunk: (await createTrunk(b)).slug, carrier: b.slug, presents: '918047654321' };
});

const callOf = (given: Partial<CallRecord> = {}) =>
  callRecordOf({ accountId: account.id, fromNumber: first.presents, ...given });
const record = (...calls: CallRecord[]) => db.$transaction((tx) => recordCalls(tx, 'agent-1', calls));
const read = (call: CallRecord) =>
  db.call.findUniqueOrThrow({ where: { id: call.id }, include: { attempts: { orderBy: { position: 'asc' } } } });
const entriesOf = (call: CallRecord) =>
  db.ledgerEntry.findMany({
    where: { uniqueKey: { in: [`call:${call.id}`, `tax:call:${call.id}`] } },
    orderBy: { id: 'asc' },
  });

describe('recordCalls', () => {
  it('writes a failed-over call with its attempts and bills it by the minute', async () => {
    const at = Date.UTC(2026, 1, 3, 10);
    const call = callOf({
      ...{ queuedAt: at, presentedNumber: second.presents, carrierId: second.carrier, trunkId: second.trunk },
      ...{ failedOver: true, saved: true, plan: [hopOf(first), hopOf(second, 'fallback')] },
      attempts: [silentAttemptOf(first, at + 5), attemptOf(second, at + 810, { position: 1, hopIndex: 1 })],
    });
    expect(await record(call)).toEqual(new Set([account.id]));
    const row = await read(call);
    expect(row).toMatchObject({
      ...{
        state: 'completed',
        durationSeconds: 75,
        billedSeconds: 120,
        amountMicros: micros(1.2),
        taxMicros: micros(0.216),
      },
      ...{
        hangupCode: 4000,
        hangupSource: 'callee',
        attemptCount: 2,
        failedOver: true,
        saved: true,
        agentId: 'agent-1',
      },
      ...{ queuedAt: new Date(at), answeredAt: new Date(at + 6_405), plan: call.plan },
    });
    expect(row.attempts.map(({ outcome, localEnd, isBlamed }) => ({ outcome, localEnd, isBlamed }))).toEqual([
      { outcome: 'silence', localEnd: 'first-response-timeout', isBlamed: true },
      { outcome: 'answered', localEnd: null, isBlamed: false },
    ]);
    const entries = await entriesOf(call);
    expect(
      entries.map(({ kind, amountMicros, description, number }) => ({ kind, amountMicros, description, number })),
    ).toEqual([
      {
        kind: 'call',
        amountMicros: -micros(1.2),
        description: 'Call to +91 98450 12345, 2 min',
        number: first.presents,
      },
      { kind: 'tax', amountMicros: -micros(0.216), description: 'GST 18 %', number: first.presents },
    ]);
  });

  it('puts a later record of a call in the place of an earlier one', async () => {
    const call = callOf();
    await record(openRecordOf(call));
    expect(await read(call)).toMatchObject({ state: 'dialing', endedAt: null, hangupCode: null, amountMicros: 0n });
    await record({ ...openRecordOf(call), state: 'in_progress', answeredAt: call.answeredAt });
    expect(await entriesOf(call)).toEqual([]);
    await record(call);
    expect(await read(call)).toMatchObject({ state: 'completed', billedSeconds: 120 });
    expect(await entriesOf(call)).toHaveLength(2);
  });

  it('never opens an ended call again, nor bills it twice', async () => {
    const call = callOf();
    await record(openRecordOf(call), call, openRecordOf(call));
    await record(call, openRecordOf(call));
    expect((await read(call)).state).toBe('completed');
    expect(await entriesOf(call)).toHaveLength(2);
  });

  it('still notes what an abandoned hop answered after the call’s end', async () => {
    const at = Date.UTC(2026, 1, 3, 11);
    const abandoned = silentAttemptOf(first, at);
    const call = callOf({ queuedAt: at, attempts: [abandoned] });
    await record(call);
    await record({ ...call, attempts: [{ ...abandoned, isLateAnswer: true, answeredAt: at + 2_000 }] });
    expect((await read(call)).attempts[0]).toMatchObject({ isLateAnswer: true });
    expect(await entriesOf(call)).toHaveLength(2);
  });

  it.each<[string, Partial<CallRecord>]>([
    ['was not answered', { state: 'busy', answeredAt: null, hangupCode: 3010 }],
    ['proves a fallback', { purpose: 'proof' }],
  ])('charges nothing for a call that %s', async (_, given) => {
    const call = callOf(given);
    await record(call);
    expect(await read(call)).toMatchObject({ amountMicros: 0n, taxMicros: 0n, billedSeconds: 0 });
    expect(await entriesOf(call)).toEqual([]);
  });

  it('lets several agents bill one account at once', async () => {
    const calls = Array.from({ length: 24 }, () => callOf({ attempts: [attemptOf(first, Date.UTC(2026, 1, 3, 10))] }));
    const written = await Promise.all(calls.map((call) => record(call)));
    expect(written.every((accounts) => accounts.has(account.id))).toBe(true);
    expect(await checkBooks()).toEqual([]);
  });

  it('charges no tax where there is none', async () => {
    const call = callOf({ taxBasisPoints: 0 });
    await record(call);
    expect((await entriesOf(call)).map(({ kind }) => kind)).toEqual(['call']);
  });

  it('takes a balance below zero rather than lose a call', async () => {
    const poor = await createAccount({ balance: 1 });
    await record(callOf({ accountId: poor.id }), callOf({ accountId: poor.id }));
    expect((await db.account.findUniqueOrThrow({ where: { id: poor.id } })).balanceMicros).toBe(micros(1 - 2 * 1.416));
    expect(await checkBooks()).toEqual([]);
  });

  it('leaves right books whatever order and batches the records come in', async () => {
    const accounts = await Promise.all([
      createAccount(),
      createAccount({ currency: 'USD' }),
      createAccount({ balance: 0 }),
    ]);
    const step = fc.record({ call: fc.nat(11), open: fc.boolean(), batch: fc.nat(3) });
    const seed = 20_260_203;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 40 }),
        fc.array(fc.nat(400), { minLength: 12, maxLength: 12 }),
        async (steps, seconds) => {
          const calls = seconds.map((talk, index) => {
            const { id = '', currency = 'INR' } = accounts[index % 3] ?? {};
            const answeredAt = Date.UTC(2026, 1, 3, 10) + 6_405;
            return callOf({
              accountId: id,
              currency,
              taxBasisPoints: currency === 'INR' ? 1800 : 0,
              answeredAt,
              endedAt: answeredAt + talk * 1_000,
            });
          });
          const batches = [0, 1, 2, 3].map((batch) => steps.filter((each) => each.batch === batch));
          for (const batch of batches)
            await record(
              ...batch.flatMap(({ call, open }) =>
                calls.slice(call, call + 1).map((each) => (open ? openRecordOf(each) : each)),
              ),
            );
          expect(await checkBooks()).toEqual([]);
        },
      ),
      { numRuns: 15, seed },
    );
  });
});
