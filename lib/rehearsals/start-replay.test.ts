import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { asAccountId } from '@/lib/context';
import { db } from '@/lib/db';
import { ROUTERS } from '@/lib/simulator/routers/registry';
import { runStudy } from '@/lib/simulator/study';
import { type AccountFixture, createAccount, testContext } from '@/lib/testing/factories';
import { createPair, createRental } from '@/lib/testing/factories-rentals';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { composeOrder } from '@/lib/worker/study-order';
import { cancelRun, claimRun, expireUploads, findRun, importCalls, startReplay } from './index';
import type { StartReplayInput } from './schema';

let india: IndiaFixture;
let account: AccountFixture;

beforeAll(async () => {
  india = await createIndia();
  account = await createAccount();
});

/** A number of carrier A with a fallback on carrier B. */
async function createPairedRental(own: AccountFixture) {
  const common = { account: own, area: india.bengaluru, ratePlan: india.ratePlan };
  const primary = await createRental({ ...common, carrier: india.carrierA });
  const fallback = await createRental({ ...common, carrier: india.carrierB });
  await createPair(primary, fallback);
  return { primary: primary.number, fallback: fallback.number };
}

let made = 0;

/** A call that ended, as the log keeps it. */
async function createCall(
  own: AccountFixture,
  { fromNumber, at, talkSeconds }: { fromNumber: string; at: Date; talkSeconds: number },
) {
  // As the agent makes them: ms since 2026, 32 a ms, 16 agents.
  made += 1;
  const id = ((at.getTime() - Date.UTC(2026, 0, 1)) * 32 + (made % 32)) * 16;
  const isAnswered = talkSeconds > 0;
  await db.call.create({
    data: {
      ...{ id, uuid: randomUUID(), accountId: own.id, agentId: 'agent-0', fromNumber },
      purpose: made % 2 === 0 ? 'customer' : 'test',
      ...{ toNumber: `91981${String(id % 10_000_000).padStart(7, '0')}`, queuedAt: at, startedAt: at, currency: 'INR' },
      ...{
        state: isAnswered ? 'completed' : 'no_answer',
        hangupCode: isAnswered ? 4000 : 3000,
        durationSeconds: talkSeconds,
      },
      answeredAt: isAnswered ? new Date(at.getTime() + 8_000) : null,
      endedAt: new Date(at.getTime() + 8_000 + talkSeconds * 1_000),
    },
  });
}

const HEADER = 'from_number,to_number,initiation_time,bill_duration,hangup_cause_code';

/** A call a second from 10:00 to 10:10 IST, two of three answered. */
function csv(): string {
  const rows = Array.from({ length: 600 }, (_, second) => {
    const at = new Date(Date.UTC(2026, 9, 29, 4, 30, second)).toISOString().slice(0, 19);
    return `91224888000${second % 10},91981${String(2_000_000 + second)},${at},${second % 3 === 0 ? '0,3000' : '40,4000'}`;
  });
  return [HEADER, ...rows].join('\n');
}

async function* bytes(text: string) {
  yield Buffer.from(text);
}

const upload = (text: string, own = account) =>
  importCalls(testContext(own), { fileName: 'october.csv', body: bytes(text) });

function asked(change: Partial<StartReplayInput>): StartReplayInput {
  return {
    calls: { kind: 'upload', uploadId: 'upl_00000000000000000000000000' },
    fault: { kind: 'silent', at: '2026-10-29T10:03', minutes: 3 },
    money: { haRentalPerMonth: 250, valuePerAnsweredCall: 30 },
    ...change,
  };
}

describe('uploaded calls', () => {
  it('are read with bad rows told by line, and replayed against a fault', async () => {
    const bad = '\nnumber,919812345678,2026-10-29 04:31:00,40,4000\n912248880001,919812345678,yesterday,40,4000';
    const summary = await upload(csv() + bad);
    expect(summary).toMatchObject({
      calls: 600,
      rows: 602,
      rejected: 2,
      numberCount: 10,
      from: '2026-10-29T04:30:00.000Z',
    });
    expect(summary.mistakes).toEqual([
      { line: 602, reason: 'from_number must be 7 to 15 digits, not "number"' },
      { line: 603, reason: 'initiation_time must be a time like 2026-10-29 10:14:58, not "yesterday"' },
    ]);
    const ctx = testContext(account);
    const { runId } = await startReplay(ctx, asked({ calls: { kind: 'upload', uploadId: summary.uploadId } }));
    expect((await findRun(ctx, runId))?.name).toBe('Own calls on Carrier of the numbers, silent: nothing comes back');
    const run = await claimRun('test', new Date());
    expect(run?.id).toBe(runId);
    if (!run) return;
    const order = await composeOrder(run);
    expect(order.scenario.faults[0]).toMatchObject({ at: 180_000, lasts: 180_000, carriers: ['primary'] });
    const study = runStudy(order.scenario, {
      policies: [...ROUTERS].map(([name, make]) => ({ name, make })),
      seeds: 1,
      ...(order.recording && { recording: order.recording }),
    });
    const [off, , on] = study.policies.map(({ runs }) => runs[0]?.counts);
    expect(off?.harmedFailed).toBeGreaterThan(150);
    expect(on?.harmedFailed).toBeLessThan(20);
    expect(study.breakEven).toMatchObject({ currency: 'INR', pairs: 10, rentalPerYear: 30_000 });
    await cancelRun(ctx, { runId });
    expect(await db.simulationUpload.count({ where: { id: summary.uploadId } })).toBe(0);
  });

  it.each([
    ['', /The file: none of its 0 rows can be replayed\./],
    ['a,b\n1,2', /line 1: the columns to_number, from_number, initiation_time are missing\./],
    [`${HEADER}\nx,y,z,1,2`, /none of its 1 rows can be replayed/],
  ])('that cannot be used are refused: %j', async (text, sentence) => {
    await expect(upload(text)).rejects.toThrow(sentence);
  });

  it('a row without an end is no reason to read on and on', async () => {
    await expect(upload('x'.repeat(1 << 20))).rejects.toThrow(/^(line 1|The file)/);
    await expect(upload(`${HEADER}\n"${'x'.repeat(1 << 20)}`)).rejects.toThrow(/The file/);
  });

  it('a file that is too large is refused while it comes in', async () => {
    async function* endless() {
      // Rows of a kilobyte, so that the file is too large before it holds too many calls.
      yield Buffer.from(`${csv()}
`);
      const row = `912248880001,919812345678,2026-10-29T04:31:00,40,4000,${'z'.repeat(947)}
`;
      for (;;) yield Buffer.from(row.repeat(64));
    }
    const sent = importCalls(testContext(account), { fileName: 'huge.csv', body: endless() });
    await expect(sent).rejects.toThrow('The file is larger than 25 MB; upload fewer calls at a time.');
  });

  it('wait for their run an hour, one upload an account; nobody else may use them', async () => {
    const first = await upload(csv());
    const second = await upload(csv());
    expect(await db.simulationUpload.findMany({ where: { accountId: account.id }, select: { id: true } })).toEqual([
      { id: second.uploadId },
    ]);
    const gone = asked({ calls: { kind: 'upload', uploadId: first.uploadId } });
    await expect(startReplay(testContext(account), gone)).rejects.toThrow('no longer there; upload the file again');
    const stranger = testContext(await createAccount());
    const theirs = asked({ calls: { kind: 'upload', uploadId: second.uploadId } });
    await expect(startReplay(stranger, theirs)).rejects.toThrow('no longer there; upload the file again');
    const outside = { ...theirs, fault: { kind: 'silent' as const, at: '2026-10-29T11:00', minutes: 3 } };
    await expect(startReplay(testContext(account), outside)).rejects.toThrow(
      'The fault must begin and end between 29 Oct 2026, 10:00 IST and 29 Oct 2026, 10:09 IST, when the calls were placed.',
    );
    await expect(startReplay(testContext(account, 'support'), theirs)).rejects.toThrow('You may not run simulations');
    expect(await expireUploads(new Date(Date.now() + 3_500_000))).toBe(0);
    expect(await expireUploads(new Date(Date.now() + 3_700_000))).toBe(1);
  });
});

describe('the call log', () => {
  it('is read for the numbers of one carrier and a stretch of time', async () => {
    const own = await createAccount();
    const { primary, fallback } = await createPairedRental(own);
    // Within the minute in which the fault begins.
    const first = Date.UTC(2026, 9, 29, 4, 30, 20);
    for (let second = 0; second < 120; second += 1)
      await createCall(own, {
        fromNumber: primary,
        at: new Date(first + second * 1_000),
        talkSeconds: second % 2 === 0 ? 30 : 0,
      });
    await createCall(own, { fromNumber: fallback, at: new Date(first), talkSeconds: 30 });
    await createCall(await createAccount(), { fromNumber: primary, at: new Date(first), talkSeconds: 30 });
    const ctx = testContext(own);
    const log = {
      kind: 'log' as const,
      carrier: india.carrierA.slug,
      from: '2026-10-29T10:00',
      to: '2026-10-29T10:30',
    };
    const input = asked({ calls: log, fault: { kind: 'error', at: '2026-10-29T10:00', minutes: 1 } });
    await startReplay(ctx, input);
    const run = await claimRun('test', new Date());
    if (!run) throw new Error('There is no run.');
    expect(run.source).toMatchObject({ kind: 'log', calls: 120, numbers: [primary] });
    const { scenario, recording } = await composeOrder(run);
    expect(recording).toMatchObject({ count: 120, callers: [primary] });
    expect(scenario.carriers.map(({ id }) => id)).toEqual([india.carrierA.slug, india.carrierB.slug]);
    expect(scenario.numbers[0]).toMatchObject({ tied: true, fallback: { carrier: india.carrierB.slug } });

    const refusal = (change: object) =>
      startReplay(ctx, { ...input, calls: { ...log, ...change } }).catch((error: Error) => error.message);
    expect(await refusal({ from: '2026-10-28T10:00', to: '2026-10-28T11:00' })).toMatch(
      /There is no call from these numbers/,
    );
    expect(await refusal({ to: '2026-10-29T09:00' })).toBe('The last moment of the calls must lie after the first.');
    expect(await refusal({ carrier: 'nobody' })).toBe(
      'None of your numbers is on this carrier; choose one from the list.',
    );
    expect(await refusal({ numbers: [fallback] })).toMatch(/is none of your numbers on/);
    expect(await db.simulationRun.count({ where: { accountId: asAccountId(own.id) } })).toBe(1);
  });
});
