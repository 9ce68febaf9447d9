import { describe, expect, it } from 'vitest';
import { listHistory, recordAudit } from '@/lib/audit';
import { systemContext, withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { createAccount, testContext } from '@/lib/testing/factories';

async function fixture() {
  const account = await createAccount();
  const ctx = testContext(account);
  const record = (entry: Parameters<typeof recordAudit>[2], from = ctx) =>
    withTransaction(from, (tx) => recordAudit(from, tx, entry));
  return { account, ctx, record };
}

const ENTITY = { action: 'number.update', entityType: 'number', entityId: '918041234567' };

describe('recordAudit', () => {
  it('keeps only what differs, in plain JSON', async () => {
    const { ctx, record } = await fixture();
    const at = new Date('2026-01-15T10:00:00Z');
    await record({
      ...ENTITY,
      before: { alias: null, monthlyMicros: 250_000_000n, at, tags: ['a'], same: { x: 1 } },
      after: { alias: 'Desk', monthlyMicros: 260_000_000n, at, tags: ['a', 'b'], same: { x: 1 }, added: true },
    });
    const row = await db.auditEvent.findFirstOrThrow({ where: { accountId: ctx.accountId } });
    expect(row.before).toEqual({ alias: null, monthlyMicros: '250000000', tags: ['a'], added: null });
    expect(row.after).toEqual({ alias: 'Desk', monthlyMicros: '260000000', tags: ['a', 'b'], added: true });
    expect(row).toMatchObject({ requestId: ctx.requestId, actorType: 'user' });
  });

  it('writes nothing when nothing changed', async () => {
    const { ctx, record } = await fixture();
    await record({ ...ENTITY, before: { alias: 'Desk' }, after: { alias: 'Desk' } });
    expect(await db.auditEvent.count({ where: { accountId: ctx.accountId } })).toBe(0);
  });

  it('keeps no secret, at any depth, and no bytes', async () => {
    const { ctx, record } = await fixture();
    const nested = { authToken: 'tok', ok: 1, deep: [{ clientSecret: 'sec', fine: 2 }] };
    await record({ ...ENTITY, after: { passwordHash: '$argon2id$', bytes: new Uint8Array([1, 2]), nested } });
    const row = await db.auditEvent.findFirstOrThrow({ where: { accountId: ctx.accountId } });
    expect(row.after).toEqual({ nested: { ok: 1, deep: [{ fine: 2 }] } });
  });

  it('goes with its transaction', async () => {
    const { ctx } = await fixture();
    const failing = withTransaction(ctx, async (tx) => {
      await recordAudit(ctx, tx, { ...ENTITY, after: { alias: 'x' } });
      throw new Error('later failure');
    });
    await expect(failing).rejects.toThrow('later failure');
    expect(await db.auditEvent.count({ where: { accountId: ctx.accountId } })).toBe(0);
  });

  it('cuts texts of unreasonable length', async () => {
    const { ctx, record } = await fixture();
    await record({ ...ENTITY, after: { alias: 'a'.repeat(10_240) } });
    const row = await db.auditEvent.findFirstOrThrow({ where: { accountId: ctx.accountId } });
    expect(JSON.stringify(row.after).length).toBeLessThan(2_100);
  });
});

describe('listHistory', () => {
  it('lists the newest first with names and changes, of this account alone', async () => {
    const { account, ctx, record } = await fixture();
    const job = systemContext(account.id, 'renew');
    const command = { ...ctx, actor: { type: 'command', name: 'stock import' } } as const;
    await record({ ...ENTITY, action: 'number.buy', after: { alias: null } });
    await record({ ...ENTITY, before: { alias: null }, after: { alias: 'Desk' } });
    await record({ ...ENTITY, action: 'number.renew' }, job);
    await record({ ...ENTITY, action: 'number.import' }, command);
    const stranger = await fixture();
    await stranger.record({ ...ENTITY, after: { alias: 'theirs' } });

    const history = await listHistory(ctx, 'number', ENTITY.entityId);
    expect(history.map(({ action, actorName }) => [action, actorName])).toEqual([
      ['number.import', 'Command stock import'],
      ['number.renew', 'Twinline'],
      ['number.update', 'Asha Rao'],
      ['number.buy', 'Asha Rao'],
    ]);
    expect(history[2]?.changes).toEqual([{ field: 'alias', before: null, after: 'Desk' }]);
    expect(await listHistory(ctx, 'number', '1')).toEqual([]);
  });
});
