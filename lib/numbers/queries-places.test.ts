import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { generateStock } from '@/lib/stock';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createArea } from '@/lib/testing/factories-stock';
import { getPlaces, suggestPlaces } from './queries-places';
import type { SuggestPlacesInput } from './schema';

let ctx: Context;

beforeAll(async () => {
  await generateStock({ count: 10_000, seed: 5 });
  ctx = testContext(await createAccount());
}, 60_000);

async function names(text: string, country: 'IN' | 'US' | 'SG' = 'IN'): Promise<string[]> {
  return (await suggestPlaces(ctx, { country, text })).map(({ place }) => place);
}

describe('suggestPlaces', () => {
  it.each([
    ['Bangalore', 'Bangalore'],
    ['bang', 'Bangalore'],
    ['BENGALURU', 'Bangalore'],
    ['beng', 'Bangalore'],
    ['bombay', 'Mumbai'],
    ['delhi', 'New Delhi'],
    ['80', 'Bangalore'],
    ['080', 'Bangalore'],
    [' 0 2 2 ', 'Mumbai'],
    ['6155', 'Ekma'],
  ])('puts the best fit for "%s" first', async (text, place) => expect((await names(text))[0]).toBe(place));

  it('finds places by part of their name and by the name of their state', async () => {
    expect(await names('galore')).toContain('Bangalore');
    expect(await names('karnataka')).toContain('Bangalore');
    expect(await names('a')).toHaveLength(12);
  });

  it('ranks equally good fits by the numbers to be had there', async () => {
    const found = await suggestPlaces(ctx, { country: 'IN', text: 'm' });
    const stock = found.map((place) => place.stock);
    expect(found[0]?.place).toBe('Mumbai');
    expect(stock).toEqual([...stock].sort((one, other) => other - one));
    const mumbai = await db.inventoryNumber.count({
      where: { areaId: { in: found[0]?.areaIds }, status: 'available' },
    });
    expect(found[0]).toMatchObject({ stock: mumbai, more: false, codes: ['22'], region: 'Maharashtra' });
  });

  it('offers the largest places before anything is typed', async () => {
    const found = await suggestPlaces(ctx, { country: 'IN', text: '' });
    expect(found.slice(0, 8).every(({ codes }) => codes[0]?.length === 2)).toBe(true);
  });

  it('joins the area codes of one place', async () => {
    const [houston] = await suggestPlaces(ctx, { country: 'US', text: 'Los Angeles' });
    expect(houston?.areaIds.length).toBe(houston?.codes.length);
    expect(houston).toMatchObject({ region: 'California' });
  });

  it('leaves places of another country out, and has the country itself where it has no area codes', async () => {
    expect(await names('Bangalore', 'US')).toEqual([]);
    expect(await names('', 'SG')).toEqual(['Singapore']);
  });

  it('takes everything typed literally', async () => {
    await createArea({ code: '9999', place: '100%_real\\place', region: 'Nowhere' });
    expect(await names('100%_real\\')).toEqual(['100%_real\\place']);
    expect(await names('%')).toEqual(['100%_real\\place']);
    expect(await names("x' OR 1=1 --")).toEqual([]);
  });

  it('counts available numbers only', async () => {
    const [before] = await suggestPlaces(ctx, { country: 'IN', text: 'Ekma' });
    await db.inventoryNumber.updateMany({ where: { areaId: before?.areaIds[0] }, data: { status: 'withdrawn' } });
    expect((await suggestPlaces(ctx, { country: 'IN', text: 'Ekma' }))[0]).toEqual({ ...before, stock: 0 });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['10 kB of text', { text: 'x'.repeat(10_000) }, 'Place may have at most 80 characters.'],
    ['no text', { text: undefined }, 'Place must be text.'],
    [
      'an unknown country',
      { country: 'XX' },
      'Country must be one of: India, United States, United Kingdom, Canada, Australia, Singapore, United Arab Emirates.',
    ],
  ])('refuses %s in one sentence', async (_, bad, sentence) => {
    const input = { country: 'IN', text: '', ...bad } as SuggestPlacesInput;
    await expect(suggestPlaces(ctx, input)).rejects.toMatchObject({ code: 'invalid_input', message: sentence });
  });

  it('counts control characters as blanks', async () => {
    expect(await suggestPlaces(ctx, { country: 'IN', text: 'Ekma\u0000' })).toEqual(
      await suggestPlaces(ctx, { country: 'IN', text: 'Ekma' }),
    );
  });
});

describe('getPlaces', () => {
  it('names the places of a search', async () => {
    const [bangalore] = await suggestPlaces(ctx, { country: 'IN', text: 'Bangalore' });
    expect(await getPlaces(ctx, { country: 'IN', areas: bangalore?.areaIds })).toEqual([bangalore]);
    expect(await getPlaces(ctx, { country: 'IN', areas: [] })).toEqual([]);
  });

  it('refuses places that are not of the country', async () => {
    const [bangalore] = await suggestPlaces(ctx, { country: 'IN', text: 'Bangalore' });
    for (const areas of [bangalore?.areaIds, [2_000_000_000]]) {
      await expect(getPlaces(ctx, { country: 'US', areas })).rejects.toMatchObject({
        code: 'invalid_input',
        field: 'areas',
        message: 'Place is not in United States: choose one from the list.',
      });
    }
  });
});
