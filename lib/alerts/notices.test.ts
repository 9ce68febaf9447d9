import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import type { AccountFixture } from '@/lib/testing/factories';
import { createAccount, createUser, testContext } from '@/lib/testing/factories';
import { expireAlerts } from './expire-alerts';
import { markNotices } from './mark-notices';
import { getAlertRules, getNoticeSummary, listNotices } from './queries';
import { raiseAlerts } from './raise-alert';
import type { AlertKind } from './types';
import { updateAlertRules } from './update-rules';

let account: AccountFixture;

beforeEach(async () => {
  account = await createAccount();
});

async function raise(count: number, kind: AlertKind = 'past_due', at = new Date()): Promise<void> {
  const about = Array.from({ length: count }, (_, index) => ({
    subject: `${kind} ${index} ${at.toISOString()}`,
    index,
  }));
  const common = { accountId: account.id, kind, link: '/billing', at };
  await db.$transaction((tx) =>
    raiseAlerts(
      tx,
      about.map(({ subject, index }) => ({ ...common, subject, sentence: `Notice ${index}.` })),
    ),
  );
}

const NEWEST = { before: null, after: null };

describe('notices', () => {
  it('are unread for each person until that person reads them', async () => {
    await raise(3);
    const colleague = { id: account.id, userId: (await createUser()).id };
    const [mine, theirs] = [testContext(account), testContext(colleague, 'developer')];
    const { unread, latest } = await getNoticeSummary(mine);
    expect([unread, latest.map(({ isRead }) => isRead)]).toEqual([3, [false, false, false]]);
    expect(await markNotices(mine, { noticeId: latest[0]?.id })).toBe(1);
    expect((await getNoticeSummary(mine)).unread).toBe(2);
    expect(await markNotices(mine, {})).toBe(2);
    expect(await markNotices(mine, {})).toBe(0);
    expect((await getNoticeSummary(mine)).unread).toBe(0);
    expect((await getNoticeSummary(theirs)).unread).toBe(3);
    expect((await listNotices(mine, { unread: true, ...NEWEST })).rows).toEqual([]);
  });

  it('of another account are neither shown nor marked', async () => {
    await raise(1);
    const [notice] = (await getNoticeSummary(testContext(account))).latest;
    const stranger = testContext(await createAccount());
    expect(await getNoticeSummary(stranger)).toEqual({ unread: 0, latest: [] });
    expect(await markNotices(stranger, { noticeId: notice?.id })).toBe(0);
    expect((await getNoticeSummary(testContext(account))).unread).toBe(1);
  });

  it('about the balance are for roles that see billing', async () => {
    await raise(1, 'low_balance');
    await raise(1, 'past_due');
    expect((await getNoticeSummary(testContext(account, 'finance'))).unread).toBe(2);
    expect((await getNoticeSummary(testContext(account, 'support'))).unread).toBe(1);
    expect((await listNotices(testContext(account, 'support'), { unread: false, ...NEWEST })).rows).toHaveLength(1);
    await markNotices(testContext(account, 'support'), {});
    expect((await getNoticeSummary(testContext(account, 'finance'))).unread).toBe(1);
  });

  it('page from the newest to the oldest and back', async () => {
    await raise(70);
    const ctx = testContext(account);
    const first = await listNotices(ctx, { unread: false, ...NEWEST });
    const second = await listNotices(ctx, { unread: false, before: first.older, after: null });
    const third = await listNotices(ctx, { unread: false, before: second.older, after: null });
    expect([first, second, third].map(({ rows }) => rows.length)).toEqual([30, 30, 10]);
    expect([first.newer, third.older]).toEqual([null, null]);
    const back = await listNotices(ctx, { unread: false, before: null, after: third.newer });
    expect(back.rows).toEqual(second.rows);
    const all = [...first.rows, ...second.rows, ...third.rows].map(({ id }) => id);
    expect(new Set(all).size).toBe(70);
    expect(all).toEqual([...all].sort().reverse());
  });

  it('are forgotten after 90 days', async () => {
    await raise(2, 'past_due', new Date('2026-01-01T00:00:00Z'));
    await raise(1, 'past_due', new Date('2026-03-01T00:00:00Z'));
    await markNotices(testContext(account), {});
    await expireAlerts(new Date('2026-04-02T00:00:00Z'));
    expect(await db.alert.count({ where: { accountId: account.id } })).toBe(1);
  });
});

describe('alert rules', () => {
  it('are all on but plain reminders, with three amounts, until somebody changes them, and leave an audit row', async () => {
    const ctx = testContext(account, 'developer');
    const before = await getAlertRules(ctx);
    const off = before.rules.filter(({ inApp, webhooks }) => !inApp || !webhooks);
    expect(off).toEqual([{ kind: 'rent_ahead', inApp: false, webhooks: false }]);
    expect(before.daysAhead).toBe(5);
    expect(before.thresholdsMicros).toEqual([250_000_000n, 100_000_000n, 10_000_000n]);
    const rules = [
      { kind: 'failback' as const, inApp: false, webhooks: false },
      { kind: 'low_balance' as const, inApp: true, webhooks: false },
    ];
    const after = await updateAlertRules(ctx, { rules, thresholds: ' 20,500 ,20, 0.50' });
    expect(after).toEqual(await getAlertRules(ctx));
    expect(after.thresholdsMicros).toEqual([500_000_000n, 20_000_000n, 500_000n]);
    expect(after.rules.filter(({ inApp }) => !inApp).map(({ kind }) => kind)).toEqual(['failback', 'rent_ahead']);
    const audit = await db.auditEvent.findFirstOrThrow({ where: { accountId: account.id, action: 'alerts.update' } });
    expect(Object.keys(Object(audit.after)).sort()).toEqual(['failback', 'low_balance', 'thresholdsMicros']);
    await updateAlertRules(ctx, { rules, thresholds: '500, 20, 0.5' });
    expect(await db.auditEvent.count({ where: { accountId: account.id, action: 'alerts.update' } })).toBe(1);
  });

  it.each(['', 'ten', '-5', '1,2,3,4,5,6', '0', '1e3', '10.123', '₹100', 'NaN', ' , '])(
    'refuse the amounts "%s" in one sentence and change nothing',
    async (thresholds) => {
      const ctx = testContext(account);
      await expect(updateAlertRules(ctx, { rules: [], thresholds })).rejects.toMatchObject({
        code: 'invalid_input',
        field: 'thresholds',
        message: 'Amounts must be 1 to 5 numbers above 0 such as 250, 100, 10.',
      });
      expect(await db.alertRule.count({ where: { accountId: account.id } })).toBe(0);
    },
  );

  it.each(['finance', 'support'] as const)('are not for %s', async (role) => {
    const ctx = testContext(account, role);
    const message = 'You may not see or change alert settings and webhooks. Ask an owner or admin of the account.';
    await expect(getAlertRules(ctx)).rejects.toMatchObject({ code: 'forbidden', message });
    await expect(updateAlertRules(ctx, { rules: [], thresholds: '10' })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
