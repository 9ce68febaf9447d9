import { beforeAll, describe, expect, it } from 'vitest';
import type { CallRecord } from '@/lib/agent/types';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { type AccountFixture, createAccount, testContext } from '@/lib/testing/factories';
import { callRecordOf, createTrunk, openRecordOf } from '@/lib/testing/factories-calls';
import { createCarrier } from '@/lib/testing/factories-stock';
import { exportCalls } from './export-calls';
import { hasCalls, listCallCarriers, listCalls, listNumberCalls } from './queries-list';
import { recordCalls } from './record-calls';
import { readCallQuery } from './schema';
import type { CallParams } from './types';

const NOW = new Date('2026-02-03T12:00:00Z');
const MINUTE = 60_000;

let account: AccountFixture;
let ctx: Context;
let carrier: { slug: string; name: string };

const from = '918041234567';
const other = '918047654321';

/** The call of so many minutes ago. */
function callAgo(minutes: number, given: Partial<CallRecord> = {}): CallRecord {
  const queuedAt = NOW.getTime() - minutes * MINUTE;
  return callRecordOf({ accountId: account.id, fromNumber: from, queuedAt, ...given });
}

beforeAll(async () => {
  account = await createAccount();
  ctx = { ...testContext(account), now: () => NOW };
  carrier = await createCarrier({ name: 'Carrier A' });
  await createTrunk(await db.carrier.findUniqueOrThrow({ where: { slug: carrier.slug } }));
  await createCarrier({ name: 'Without a trunk' });
  const stranger = await createAccount();
  const long = (call: CallRecord, seconds: number) => ({ ...call, endedAt: (call.answeredAt ?? 0) + seconds * 1_000 });
  const calls = [
    ...Array.from({ length: 120 }, (_, index) => callAgo(200 + index)),
    callAgo(10, { state: 'busy', answeredAt: null, hangupCode: 3010, carrierId: carrier.slug }),
    callAgo(20, { fromNumber: other, failedOver: true, saved: true }),
    callAgo(30, { toNumber: from, fromNumber: other, failedOver: true }),
    openRecordOf(callAgo(1)),
    long(callAgo(40), 5),
    long(callAgo(50), 1_800),
    long(callAgo(3_000), 299),
    callAgo(5, { accountId: stranger.id }),
  ];
  await db.$transaction((tx) => recordCalls(tx, 'agent-1', calls));
});

const NONE: CallParams = {
  ...{ range: null, from: null, to: null, number: null, state: null, cause: null, carrier: null },
  ...{ failover: null, talk: null, before: null, after: null },
};

function list(params: Partial<CallParams> = {}) {
  const { filters, cursor } = readCallQuery({ ...NONE, ...params });
  return listCalls(ctx, filters, cursor);
}

const agoOf = (rows: readonly { queuedAt: Date }[]) =>
  rows.map(({ queuedAt }) => (NOW.getTime() - queuedAt.getTime()) / MINUTE);

describe('listCalls', () => {
  it('pages through all calls of the account, newest first, forth and back', async () => {
    const pages = [await list()];
    for (let page = pages[0]; page?.older; page = pages.at(-1)) pages.push(await list({ before: page.older }));
    const all = pages.flatMap(({ rows }) => rows);
    expect(all).toHaveLength(127);
    expect(agoOf(all)).toEqual(agoOf(all).toSorted((a, b) => a - b));
    expect(pages.map(({ rows }) => rows.length)).toEqual([50, 50, 27]);
    expect(pages[0]?.newer).toBeNull();
    expect(pages[2]?.older).toBeNull();
    const back = await list({ after: pages[2]?.newer ?? '' });
    expect(back.rows.map(({ id }) => id)).toEqual(pages[1]?.rows.map(({ id }) => id));
    const first = await list({ after: back.newer ?? '' });
    expect(first.rows.map(({ id }) => id)).toEqual(pages[0]?.rows.map(({ id }) => id));
    expect(first.newer).toBeNull();
  });

  it.each<[string, Partial<CallParams>, number[]]>([
    ['a state', { state: 'busy' }, [10]],
    ['a state of what goes on', { state: 'dialing' }, [1]],
    ['a cause', { cause: '3010' }, [10]],
    ['a number, calling or called', { number: other }, [20, 30]],
    ['failover', { failover: 'over' }, [20, 30]],
    ['what was saved', { failover: 'saved' }, [20]],
    ['a short talk', { talk: '0' }, [40]],
    ['a long talk', { talk: '4' }, [50]],
    ['several at once', { failover: 'over', number: from }, [30]],
    ['the last hour', { range: '1h', state: 'completed' }, [20, 30, 40, 50]],
    // 15:10 to 15:29 in Kolkata is 09:40 to 09:59 in UTC: 140 to 120 minutes ago, and nobody called then.
    ['a stretch of time', { range: 'between', from: '2026-02-01T15:00', to: '2026-02-01T15:30' }, [3_000]],
    ['a time nobody called in', { range: 'between', from: '2026-02-03T15:10', to: '2026-02-03T15:29' }, []],
  ])('filters by %s', async (_, params, expected) => {
    expect(agoOf((await list(params)).rows)).toEqual(expected);
  });

  it('filters by carrier', async () => {
    expect(agoOf((await list({ carrier: carrier.slug })).rows)).toEqual([10]);
    expect((await list({ carrier: 'unknown' })).rows).toEqual([]);
    expect((await listCallCarriers(ctx)).map(({ name }) => name)).toEqual(['Carrier A']);
  });

  it('shows an account its own calls only', async () => {
    const nobody = testContext(await createAccount());
    const { filters, cursor } = readCallQuery(NONE);
    expect((await listCalls(nobody, filters, cursor)).rows).toEqual([]);
    expect(await hasCalls(nobody)).toBe(false);
    expect(await hasCalls(ctx)).toBe(true);
    expect(await listNumberCalls(nobody, from)).toEqual([]);
  });

  it('lists the last fifty of a number', async () => {
    const calls = await listNumberCalls(ctx, from);
    expect(calls).toHaveLength(50);
    expect(agoOf(calls).slice(0, 3)).toEqual([1, 10, 40]);
  });
});

it('exports what fits, all of it', async () => {
  const { filters } = readCallQuery(NONE);
  const { fileName, body } = await exportCalls(ctx, filters);
  const lines = (await new Response(body).text()).trim().split('\r\n');
  expect(fileName).toBe('twinline-calls-2026-02-03.csv');
  expect(lines).toHaveLength(128);
  expect(lines[0]).toContain('call_uuid,time,from,to,presented,purpose,state');
  expect(lines[2]).toContain(
    ',busy,,2026-02-03T11:51:21.405Z,0,0,3010,Busy Line,callee,200,Carrier A,0,,INR,0.00,0.00',
  );
});
