import { beforeAll, describe, expect, it } from 'vitest';
import type { AccountRole } from '@/lib/context';
import { db } from '@/lib/db';
import { type AccountFixture, createAccount, testContext } from '@/lib/testing/factories';
import { smallScenario } from '@/lib/testing/scenarios';
import {
  cancelRun,
  claimRun,
  findPreset,
  findRun,
  listPresets,
  listRuns,
  removeRun,
  renameRun,
  startRun,
} from './index';
import { startRunInput } from './schema';

let account: AccountFixture;
let stranger: AccountFixture;

beforeAll(async () => {
  account = await createAccount();
  stranger = await createAccount();
});

const refusal = (input: unknown, role: AccountRole = 'owner') =>
  startRun(testContext(account, role), startRunInput.parse(input)).then(
    () => 'no refusal',
    (error: Error) => error.message,
  );

describe('starting a simulation', () => {
  it('is for every role but support, and is kept with who did it', async () => {
    for (const role of ['owner', 'admin', 'developer', 'finance'] as const) {
      const own = await createAccount();
      const { runId } = await startRun(testContext(own, role), { scenario: smallScenario(), name: 'Mine' });
      const run = await findRun(testContext(own, 'support'), runId);
      expect(run).toMatchObject({ name: 'Mine', state: 'queued', progress: 0, createdBy: 'Asha Rao' });
      expect(await db.auditEvent.count({ where: { accountId: own.id, action: 'simulation.start' } })).toBe(1);
    }
    expect(await refusal({ scenario: smallScenario() }, 'support')).toMatch(/^You may not run simulations\./);
    expect(await db.simulationRun.count({ where: { accountId: account.id } })).toBe(0);
  });

  it('tells every mistake of a scenario by its path and what is allowed, and keeps nothing', async () => {
    const wrong = smallScenario({
      lasts: '4 minutes',
      carriers: [{ id: 'Meridian' }, { id: 'sagar', chanels: 4 }],
      faults: [{ id: 'outage', kind: 'broken', at: '1m', lasts: '1m' }],
    });
    const lines = (await refusal({ scenario: wrong })).split('\n');
    expect(lines).toContainEqual('lasts: must be a time with its unit, for instance 250ms, 90s, 15m, 2h or 1d');
    expect(lines).toContainEqual(expect.stringMatching(/^carriers\[0\]\.id: must be 1 to 64 small letters/));
    expect(lines).toContainEqual(
      expect.stringMatching(/^carriers\[1\]: unknown key "chanels"; allowed are .*maxChannels/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^faults\[0\](\.kind)?: kind must be silent, error/));
    const nowhere = smallScenario({ numbers: [{ id: 'sales', carrier: 'ganga', first: '912248880000' }] });
    expect(await refusal({ scenario: nowhere })).toBe(
      'numbers[0].carrier: there is no carrier "ganga"; there are meridian, sagar',
    );
    expect(await db.simulationRun.count({ where: { accountId: account.id } })).toBe(0);
  });

  it('refuses in one sentence what would take too long', async () => {
    const busy = smallScenario({ traffic: [{ id: 'collections', numbers: 'sales', rate: 20_000 }] });
    expect(await refusal({ scenario: busy })).toBe(
      'This run would place 14,400,000 calls (4,800,000 calls × 3 policies × 1 repeat); at most 3,000,000 are allowed, so that it ends in minutes: shorten it, lower the rate, or compare fewer policies and repeats.',
    );
    expect(await refusal({ scenario: smallScenario({ lasts: '8d' }) })).toMatch(/at most 7 days/);
    const hours = { byHour: Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 1_000 : 0)) };
    const morning = smallScenario({
      lasts: '3h',
      startsAt: '08:30',
      traffic: [{ id: 'c', numbers: 'sales', rate: hours }],
    });
    expect(await refusal({ scenario: morning })).toMatch(/\(3,600,000 calls × 3 policies × 1 repeat\)/);
  });

  it('keeps an account to ten runs at a time, also when they are asked for at once', async () => {
    const own = await createAccount();
    const ctx = testContext(own);
    const all = await Promise.allSettled(
      Array.from({ length: 14 }, () => startRun(ctx, { scenario: smallScenario() })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const [refused] = all.flatMap((one) => (one.status === 'rejected' ? [one.reason.message] : []));
    expect(refused).toMatch(/^10 simulations of this account wait or run already/);
    await db.simulationRun.deleteMany({ where: { accountId: own.id } });
  });
});

describe('a kept simulation', () => {
  it('is renamed, cancelled once and removed, by its own account alone', async () => {
    const ctx = testContext(account);
    const { runId } = await startRun(ctx, { scenario: smallScenario() });
    await renameRun(ctx, { runId, name: '  Before the season ' });
    const theirs = testContext(stranger);
    expect(await findRun(theirs, runId)).toBeNull();
    for (const junk of [`${runId}\0`, '\0', "'"]) expect(await findRun(ctx, junk)).toBeNull();
    for (const act of [cancelRun, removeRun])
      await expect(act(theirs, { runId })).rejects.toThrow('Simulation is unknown; choose one from the list.');
    await expect(renameRun(theirs, { runId, name: 'Taken' })).rejects.toThrow('Simulation is unknown');
    await expect(renameRun(ctx, { runId, name: 'a\nb' })).rejects.toThrow('must not contain line breaks');
    await expect(cancelRun(testContext(account, 'support'), { runId })).rejects.toThrow('You may not run simulations');
    await cancelRun(ctx, { runId });
    expect(await findRun(ctx, runId)).toMatchObject({ name: 'Before the season', state: 'canceled' });
    await expect(cancelRun(ctx, { runId })).rejects.toThrow('has ended already');
    expect((await listRuns(ctx)).runs.map(({ id }) => id)).toEqual([runId]);
    await removeRun(ctx, { runId });
    expect(await findRun(ctx, runId)).toBeNull();
    await expect(removeRun(ctx, { runId })).rejects.toThrow('Simulation is unknown');
  });

  it('is taken by one worker only, the oldest first', async () => {
    await db.simulationRun.deleteMany();
    const own = await createAccount();
    const ctx = testContext(own);
    const first = await startRun(ctx, { scenario: smallScenario() });
    const second = await startRun(ctx, { scenario: smallScenario() });
    const claimed = await Promise.all(['a', 'b', 'c'].map((worker) => claimRun(worker, new Date())));
    expect(claimed.flatMap((run) => run?.id ?? []).sort()).toEqual([first.runId, second.runId].sort());
    expect(await claimRun('d', new Date())).toBeNull();
    // Ten seconds without a beat: its worker is gone.
    expect((await claimRun('d', new Date(Date.now() + 11_000)))?.id).toBe(first.runId);
  });
});

it('every preset can be run as it is', async () => {
  const presets = await listPresets();
  expect(presets.length).toBeGreaterThan(20);
  for (const { name, about } of presets) {
    expect(about, name).not.toBe('');
    const own = await createAccount();
    const scenario = startRunInput.parse({ scenario: await findPreset(name) }).scenario;
    await startRun(testContext(own), { scenario });
  }
});
