import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { disableHighAvailability } from '@/lib/provisioning';
import { createUser, testContext } from '@/lib/testing/factories';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, rentNumber, rentPair } from '@/lib/testing/rent';
import { protectNumber } from './protect-number';
import { listRentals } from './queries-list';
import { listViews } from './queries-views';
import { previewRelease, releaseNumber } from './release-number';
import { removeView } from './remove-view';
import { saveView } from './save-view';
import { updateNumber } from './update-number';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

describe('tags and notes', () => {
  it('are kept in order and in lower case, found by the filter and by search, and leave the rest as it is', async () => {
    const { ctx } = await createRenter();
    const [one, other] = [
      await rentNumber(ctx, india, { carrier: india.carrierA, alias: 'Kept' }),
      await rentNumber(ctx, india, { carrier: india.carrierA }),
    ];
    await updateNumber(ctx, { rentalId: one.id, tags: 'Sales, north  SALES', notes: ' Ask Meera first.\r\nTwice. ' });
    const { rows, facets, total } = await listRentals(ctx, { tag: 'north' });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ alias: 'Kept', tags: ['north', 'sales'], notes: 'Ask Meera first.\nTwice.' });
    expect(facets.tags).toEqual(['north', 'sales']);
    expect((await listRentals(ctx, { search: 'meera' })).total).toBe(1);
    await updateNumber(ctx, { rentalId: one.id, removeTags: 'north', addTags: ['vip'] });
    expect((await db.rental.findUniqueOrThrow({ where: { id: one.id } })).tags).toEqual(['sales', 'vip']);
    const audit = await db.auditEvent.findFirstOrThrow({ where: { entityId: one.id }, orderBy: { id: 'desc' } });
    expect([audit.before, audit.after]).toEqual([{ tags: ['north', 'sales'] }, { tags: ['sales', 'vip'] }]);
    await updateNumber(ctx, { rentalId: other.id, tags: [] });
    expect(await db.auditEvent.count({ where: { entityId: other.id, action: 'number.update' } })).toBe(0);
  });

  it.each([
    [{ tags: 'a b@d' }, 'A tag has 1 to 40'],
    [{ tags: 'x'.repeat(41) }, 'A tag has 1 to 40'],
    [{ tags: Array.from({ length: 21 }, (_, n) => `t${n}`) }, 'at most 20 tags'],
    [{ notes: 'x'.repeat(2_001) }, 'at most 2,000'],
    [{ notes: 'a\u0000b' }, 'control characters'],
  ])('refuses %j', async (input, sentence) => {
    const { ctx } = await createRenter();
    await expect(updateNumber(ctx, { rentalId: `num_${'0'.repeat(26)}`, ...input })).rejects.toThrow(sentence);
  });
});

describe('release protection', () => {
  it('refuses the release of the number, of its primary, and switching high availability off with it', async () => {
    const { account, ctx } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    await protectNumber(ctx, { rentalId: fallback.id, isProtected: true });
    await expect(releaseNumber(ctx, { rentalId: primary.id })).rejects.toThrow(/would go with it and is protected/);
    await expect(disableHighAvailability(ctx, { rentalId: primary.id })).rejects.toThrow(
      /protected from release: keep/,
    );
    await protectNumber(ctx, { rentalId: fallback.id, isProtected: false });
    await protectNumber(ctx, { rentalId: primary.id, isProtected: true });
    await protectNumber(ctx, { rentalId: primary.id, isProtected: true });
    expect((await previewRelease(ctx, { rentalId: primary.id })).isProtected).toBe(true);
    await expect(releaseNumber(ctx, { rentalId: primary.id })).rejects.toThrow('This number is protected from release');
    expect(await db.auditEvent.count({ where: { entityId: primary.id, action: 'number.protect' } })).toBe(1);
    const finance = testContext(account, 'finance');
    await expect(protectNumber(finance, { rentalId: primary.id, isProtected: false })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const stranger = (await createRenter()).ctx;
    await expect(protectNumber(stranger, { rentalId: primary.id, isProtected: false })).rejects.toMatchObject({
      code: 'not_found',
    });
    await protectNumber(ctx, { rentalId: primary.id, isProtected: false });
    expect(await releaseNumber(ctx, { rentalId: primary.id })).toEqual({ released: 2 });
  });
});

describe('saved views', () => {
  it('are the person’s own unless shared, are replaced by name, and are removed by whoever saved them', async () => {
    const { account, ctx } = await createRenter();
    const colleague = testContext({ id: account.id, userId: (await createUser()).id }, 'support');
    const { viewId } = await saveView(ctx, { name: ' Delhi ', query: '?q=delhi' });
    await saveView(ctx, { name: 'Shared', query: '?ha=off', isShared: true });
    expect(await saveView(ctx, { name: 'Delhi', query: '?q=new+delhi' })).toEqual({ viewId });
    expect((await listViews(ctx)).map(({ name, query, isOwn }) => [name, query, isOwn])).toEqual([
      ['Delhi', '?q=new+delhi', true],
      ['Shared', '?ha=off', true],
    ]);
    expect((await listViews(colleague)).map(({ name, isOwn }) => [name, isOwn])).toEqual([['Shared', false]]);
    await expect(removeView(colleague, { viewId })).rejects.toMatchObject({ code: 'not_found' });
    await removeView(ctx, { viewId });
    expect(await listViews(ctx)).toHaveLength(1);
    expect(await listViews((await createRenter()).ctx)).toEqual([]);
    await expect(saveView(ctx, { name: '', query: '' })).rejects.toThrow('Name must not be empty');
  });
});
