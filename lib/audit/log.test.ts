import { describe, expect, it } from 'vitest';
import { exportAuditLog } from '@/lib/audit/export-audit-log';
import { findAuditEvent, listAuditActors, listAuditLog } from '@/lib/audit/queries-log';
import { recordAudit } from '@/lib/audit/record';
import { readAuditQuery } from '@/lib/audit/schema';
import type { AuditFilters } from '@/lib/audit/types';
import { withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import type { KeysetCursor } from '@/lib/keyset';
import { withLogFields } from '@/lib/log-fields';
import { createClock } from '@/lib/testing/clock';
import { createAccount, createUser, testContext } from '@/lib/testing/factories';
import { createIndia } from '@/lib/testing/factories-stock';
import { createRenter, rentNumber } from '@/lib/testing/rent';

const ALL: AuditFilters = { q: null, actor: null, action: null, target: null, from: null, to: null };
const FIRST: KeysetCursor = { before: null, after: null };
const MINUTE_MS = 60_000;

async function scene() {
  const clock = createClock('2026-01-15T10:00:00Z');
  const account = await createAccount();
  const ctx = testContext(account, 'owner', { clock });
  const write = async (action: string, entityId: string, more: object = {}) => {
    clock.advance(MINUTE_MS);
    await withTransaction(ctx, (tx) => recordAudit(ctx, tx, { action, entityType: 'application', entityId, ...more }));
  };
  const list = (filters: Partial<AuditFilters> = {}, cursor = FIRST) =>
    listAuditLog(ctx, { ...ALL, ...filters }, cursor);
  const idsOf = async (filters: Partial<AuditFilters>) => (await list(filters)).rows.map(({ entityId }) => entityId);
  return { clock, account, ctx, write, list, idsOf };
}

describe('the audit log', () => {
  it('says who did what to which, from where, and what changed', async () => {
    const { ctx, write, list } = await scene();
    await withLogFields({ clientAddress: '203.0.113.9' }, () =>
      write('member.change_role', 'app_1', { before: { role: 'support' }, after: { role: 'admin' } }),
    );
    const { rows } = await list();
    expect(rows).toMatchObject([
      {
        action: 'member.change_role',
        actorType: 'user',
        actorName: 'Asha Rao',
        address: '203.0.113.9',
        requestId: ctx.requestId,
        changes: [{ field: 'role', before: 'support', after: 'admin' }],
      },
    ]);
    expect(await findAuditEvent(ctx, rows[0]?.id ?? '')).toEqual(rows[0]);
  });

  it('pages both ways without losing or repeating a row, also of one moment', async () => {
    const { ctx, list, clock } = await scene();
    for (let at = 0; at < 130; at += 1) {
      if (at % 10 === 0) clock.advance(1);
      await withTransaction(ctx, (tx) =>
        recordAudit(ctx, tx, { action: 'app.make', entityType: 'application', entityId: `app_${at}` }),
      );
    }
    const first = await list();
    const second = await list({}, { before: first.older, after: null });
    const third = await list({}, { before: second.older, after: null });
    const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ entityId }) => entityId));
    expect(ids).toEqual(Array.from({ length: 130 }, (_, at) => `app_${129 - at}`));
    expect([first.newer, third.older]).toEqual([null, null]);
    const back = await list({}, { before: null, after: third.newer });
    expect(back).toEqual(second);
    expect(await list({}, { before: null, after: back.newer })).toEqual(first);
  });

  it('is filtered by who, what, what it was done to, and days of the account’s own zone', async () => {
    const { account, write, idsOf, clock } = await scene();
    await write('app.make', 'app_1');
    await write('app.change', 'app_2');
    clock.set('2026-01-15T18:29:00Z');
    await write('app.change', 'app_3');
    expect(await idsOf({ actor: account.userId })).toHaveLength(3);
    expect(await idsOf({ actor: 'usr_nobody' })).toEqual([]);
    expect(await idsOf({ action: 'app.change' })).toEqual(['app_3', 'app_2']);
    expect(await idsOf({ target: 'app_2', action: 'app.change' })).toEqual(['app_2']);
    // 18:30 in UTC is midnight in India.
    expect(await idsOf({ from: '2026-01-16' })).toEqual(['app_3']);
    expect(await idsOf({ to: '2026-01-15' })).toEqual(['app_2', 'app_1']);
    expect(await idsOf({ from: '2026-01-15', to: '2026-01-16', action: 'app.make' })).toEqual(['app_1']);
  });

  it('is searched by ids, people and words of actions, each row once', async () => {
    const { account, ctx, write, idsOf } = await scene();
    await write('member.invite', account.userId);
    await write('key.create', 'key_1');
    expect(await idsOf({ q: ctx.requestId })).toHaveLength(2);
    expect(await idsOf({ q: 'key.create' })).toEqual(['key_1']);
    expect(await idsOf({ q: 'api KEY' })).toEqual(['key_1']);
    expect(await idsOf({ q: 'Asha' })).toEqual(['key_1', account.userId]);
    expect(await idsOf({ q: 'nothing like this' })).toEqual([]);
    expect(await idsOf({ q: '%' })).toEqual([]);
  });

  it('is searched by a number, however it is written', async () => {
    const india = await createIndia();
    const { ctx } = await createRenter();
    const rental = await rentNumber(ctx, india, { carrier: india.carrierA });
    await rentNumber(ctx, india, { carrier: india.carrierB });
    const { rows } = await listAuditLog(
      ctx,
      { ...ALL, q: `+${rental.number.slice(0, 2)} ${rental.number.slice(2)}` },
      FIRST,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ entityId }) => entityId))).toEqual(new Set([rental.id]));
    expect(rows[0]?.target?.replaceAll(/\D/g, '')).toBe(rental.number);
  });

  it('shows nothing of another account, whatever is asked', async () => {
    const [mine, other] = [await scene(), await scene()];
    await other.write('app.make', 'app_secret');
    const [foreign] = (await other.list()).rows;
    expect(await mine.idsOf({ target: 'app_secret' })).toEqual([]);
    expect(await mine.idsOf({ q: other.ctx.requestId })).toEqual([]);
    expect(await mine.idsOf({ actor: other.account.userId })).toEqual([]);
    expect(await findAuditEvent(mine.ctx, foreign?.id ?? '')).toBeNull();
    expect((await listAuditActors(mine.ctx)).map(({ id }) => id)).toEqual([mine.account.userId]);
  });

  it('exports what fits, with formulas made harmless', async () => {
    const { ctx, write } = await scene();
    const evil = await createUser({ name: '=HYPERLINK("http://evil.example")' });
    await db.membership.create({ data: { userId: evil.id, accountId: ctx.accountId, role: 'admin' } });
    const as = { ...ctx, actor: { type: 'user', userId: evil.id, role: 'admin', isOperator: false } } as const;
    await withTransaction(as, (tx) =>
      recordAudit(as, tx, { action: 'app.make', entityType: 'application', entityId: '@SUM(1)', after: { a: '+1' } }),
    );
    await write('app.change', 'app_2');
    const { fileName, body } = await exportAuditLog(ctx, { ...ALL, action: 'app.make' });
    expect(fileName).toBe('twinline-audit-log-2026-01-15.csv');
    const text = await new Response(body).text();
    const lines = text.trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(lines[1]).toContain(`'@SUM(1)`);
    expect(lines[1]).not.toMatch(/(^|,)"?[=@]/);
  });

  it('is for owner and admins', async () => {
    const { account } = await scene();
    for (const role of ['developer', 'finance', 'support'] as const)
      await expect(listAuditLog(testContext(account, role), ALL, FIRST)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

it('reads an address whatever it says', () => {
  const nothing = { ...ALL, before: null, after: null };
  const junk = {
    q: ' \u0000 ',
    actor: "' OR 1=1",
    action: 'x'.repeat(999),
    target: '<b>',
    from: '2026-13-45',
    to: '2026-02-31',
  };
  expect(readAuditQuery({ ...junk, before: 'x', after: '1-2-3' })).toEqual({ filters: ALL, cursor: FIRST });
  const good = { ...nothing, q: ' 918 ', from: '2026-01-15', before: '1768471200000-12' };
  expect(readAuditQuery(good)).toEqual({
    filters: { ...ALL, q: '918', from: '2026-01-15' },
    cursor: { before: '1768471200000-12', after: null },
  });
});
