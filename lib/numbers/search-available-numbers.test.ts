import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { getCountry } from '@/lib/phone';
import { generateStock } from '@/lib/stock';
import { createAccount, testContext } from '@/lib/testing/factories';
import type { SearchAvailableNumbersInput } from './schema';
import { explainEmptyResult, searchAvailableNumbers } from './search-available-numbers';
import type { AvailableNumber, AvailableNumberPage } from './types';

type Row = Awaited<ReturnType<typeof readStock>>[number];

let inr: Context;
let usd: Context;
let stock: Row[];

function readStock() {
  return db.inventoryNumber.findMany({
    where: { status: 'available' },
    include: { area: true },
    orderBy: { number: 'asc' },
  });
}

beforeAll(async () => {
  await generateStock({ count: 20_000, seed: 3 });
  // Some of everything is not for sale, and some Indian numbers can do more than voice.
  await db.$executeRaw`UPDATE inventory_numbers SET status = 'withdrawn' WHERE right(number, 1) = '3' AND left(number, 2) = '91'`;
  await db.$executeRaw`UPDATE inventory_numbers SET sms = true WHERE right(number, 2) = '44' AND left(number, 2) = '91'`;
  await db.$executeRaw`UPDATE inventory_numbers SET voice = false, sms = true WHERE right(number, 2) = '88' AND left(number, 2) = '91'`;
  inr = testContext(await createAccount());
  usd = testContext(await createAccount({ currency: 'USD' }));
  stock = await readStock();
}, 120_000);

/** What a search must find, the slow and obvious way. */
function expected({
  country,
  type,
  areas = [],
  pattern = '',
  mode = 'starts',
  capabilities = [],
}: SearchAvailableNumbersInput): string[] {
  const { callingCode } = getCountry(country);
  const body = pattern.replaceAll('*', '\\d*');
  const national = { starts: `${body}\\d*`, contains: `\\d*${body}\\d*`, ends: `\\d*${body}` }[mode];
  const regex = new RegExp(`^${callingCode}${national}$`);
  return stock
    .filter(
      (row) =>
        row.countryIso === country &&
        (!type || row.type === type) &&
        (areas.length === 0 || areas.includes(row.areaId)),
    )
    .filter((row) => capabilities.every((capability) => row[capability]) && regex.test(row.number))
    .map((row) => row.number);
}

async function everyPage(input: SearchAvailableNumbersInput): Promise<AvailableNumberPage[]> {
  const pages = [await searchAvailableNumbers(inr, input)];
  for (let cursor = pages[0]?.nextCursor; cursor && pages.length < 6; cursor = pages.at(-1)?.nextCursor) {
    pages.push(await searchAvailableNumbers(inr, { ...input, cursor }));
  }
  return pages;
}

async function expectAgreement(input: SearchAvailableNumbersInput) {
  const wanted = expected(input);
  const pages = await everyPage(input);
  const found = pages.flatMap((page) => page.rows.map((row) => row.number));
  expect(found).toEqual(wanted.slice(0, found.length));
  if (pages.at(-1)?.nextCursor === null) expect(found).toHaveLength(wanted.length);
  const total = wanted.length > 10_000 ? { atLeast: 10_000 } : { exact: wanted.length };
  for (const page of pages) expect(page.total).toEqual(total);
}

function areaOf(code: string): number {
  return stock.find((row) => row.countryIso === 'IN' && row.area.code === code)?.areaId ?? 0;
}

describe('searchAvailableNumbers', () => {
  it.each<[string, SearchAvailableNumbersInput]>([
    ['all of a country, more than are counted', { country: 'IN' }],
    ['a type', { country: 'GB', type: 'mobile', limit: 100 }],
    ['a type the country has none of', { country: 'SG', type: 'mobile' }],
    ['a prefix', { country: 'IN', pattern: '80', limit: 100 }],
    ['a one-digit prefix', { country: 'IN', pattern: '2' }],
    ['a prefix with a wildcard', { country: 'IN', pattern: '80*7', limit: 50 }],
    ['a prefix with more wildcards', { country: 'IN', pattern: '22*3*5' }],
    ['three digits anywhere', { country: 'IN', pattern: '804', mode: 'contains', limit: 100 }],
    ['many digits anywhere', { country: 'IN', pattern: '12345', mode: 'contains' }],
    [
      'digits that span the country code, which do not count',
      { country: 'IN', pattern: '918', mode: 'contains', limit: 100 },
    ],
    ['two runs anywhere', { country: 'IN', pattern: '12*345', mode: 'contains' }],
    ['a frequent ending', { country: 'IN', pattern: '7', mode: 'ends' }],
    ['a rare ending', { country: 'IN', pattern: '1234', mode: 'ends' }],
    ['an ending after something', { country: 'IN', pattern: '1*44', mode: 'ends' }],
    ['a capability few have', { country: 'IN', capabilities: ['sms'], limit: 100 }],
    ['two capabilities', { country: 'IN', capabilities: ['voice', 'sms'], limit: 100 }],
    ['a capability nobody has', { country: 'IN', capabilities: ['mms'] }],
    ['a capability and an ending', { country: 'IN', capabilities: ['sms'], pattern: '4', mode: 'ends', limit: 100 }],
    ['a capability and digits anywhere', { country: 'IN', capabilities: ['voice'], pattern: '444', mode: 'contains' }],
    ['one number to a page', { country: 'AE', limit: 1 }],
  ])('finds %s', (_, input) => expectAgreement(input));

  it('finds the numbers of one place, of several, and patterns within them', async () => {
    const areas = [areaOf('80'), areaOf('22'), areaOf('6155')];
    await expectAgreement({ country: 'IN', areas: areas.slice(0, 1), limit: 100 });
    await expectAgreement({ country: 'IN', areas, limit: 100 });
    await expectAgreement({ country: 'IN', areas, pattern: '80' });
    await expectAgreement({ country: 'IN', areas, pattern: '555', mode: 'contains' });
    await expectAgreement({ country: 'IN', areas, pattern: '55', mode: 'ends' });
    await expectAgreement({
      country: 'IN',
      areas,
      pattern: stock.find((row) => areas.includes(row.areaId))?.number.slice(-5) ?? '',
      mode: 'contains',
    });
    await expectAgreement({
      country: 'IN',
      areas,
      pattern: stock.find((row) => areas.includes(row.areaId))?.number.slice(-6) ?? '',
      mode: 'ends',
    });
    await expectAgreement({ country: 'IN', areas, capabilities: ['sms'] });
  });

  it('agrees with a plain filter for any input it takes', async () => {
    const run = fc.stringMatching(/^[0-9]{1,5}$/);
    const input = fc.record({
      country: fc.constantFrom('IN', 'US', 'GB', 'AU', 'AE'),
      type: fc.constantFrom(undefined, 'local', 'tollfree'),
      pattern: fc.array(run, { minLength: 1, maxLength: 3 }).map((runs) => runs.join('*')),
      mode: fc.constantFrom('starts', 'contains', 'ends'),
      capabilities: fc.subarray(['voice', 'sms', 'mms'] as const),
      limit: fc.integer({ min: 1, max: 100 }),
    });
    await fc.assert(
      fc.asyncProperty(input, async (search) => {
        // A dialled 0 before the area code is dropped, which the plain filter knows nothing of.
        if (search.mode === 'starts' && search.pattern.startsWith('0')) return;
        const query = search as SearchAvailableNumbersInput;
        await expectAgreement(query).catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error;
          expect(error.field).toBe('pattern');
        });
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('shows a number with its place, carrier, capabilities and price in the currency of the account', async () => {
    const input: SearchAvailableNumbersInput = { country: 'IN', areas: [areaOf('80')], limit: 1 };
    const [row] = (await searchAvailableNumbers(inr, input)).rows;
    const known = stock.find(({ number }) => number === row?.number);
    expect(row).toMatchObject<Partial<AvailableNumber>>({
      countryIso: 'IN',
      type: 'local',
      areaId: known?.areaId,
      areaCode: '80',
      place: 'Bangalore',
      region: 'Karnataka',
      currency: 'INR',
      setupMicros: 0n,
      monthlyMicros: 250_000_000n,
      requirement: 'India KYC',
      highAvailability: true,
    });
    expect(row?.display).toMatch(/^\+91 80 \d{4} \d{4}$/);
    expect(row?.carrierName).toMatch(/\w/);
    const [inDollars] = (await searchAvailableNumbers(usd, input)).rows;
    expect(inDollars).toMatchObject({ number: row?.number, currency: 'USD', monthlyMicros: 2_500_000n });
  });

  it('offers high availability and asks for KYC for India local numbers only', async () => {
    const { rows } = await searchAvailableNumbers(usd, { country: 'SG', limit: 3 });
    expect(rows[0]).toMatchObject({
      requirement: null,
      highAvailability: false,
      place: 'Singapore',
      setupMicros: 25_000_000n,
    });
  });

  it('reads patterns as people type them', async () => {
    const plain = await searchAvailableNumbers(inr, { country: 'IN', pattern: '8041' });
    expect(plain.rows.length).toBeGreaterThan(0);
    for (const pattern of ['+91 80 41', '080 41', ' 80 41* ', '+918041']) {
      expect(await searchAvailableNumbers(inr, { country: 'IN', pattern })).toEqual(plain);
    }
  });

  it('may be used by every role', async () => {
    const account = await createAccount();
    for (const role of ['owner', 'admin', 'developer', 'finance', 'support'] as const) {
      expect((await searchAvailableNumbers(testContext(account, role), { country: 'AE' })).rows).not.toEqual([]);
    }
  });
});

describe('bad input', () => {
  const huge = '9'.repeat(10_000);
  const onlyDigits = 'Pattern may hold only digits and * (any run of digits).';
  const badPage = 'Page mark is not valid: start again from the first page.';
  const badSize = 'Page size must be a whole number from 1 to 100.';
  const badPlace = 'Place is unknown: choose one from the list.';

  it.each<[string, Record<string, unknown>, string, string]>([
    ['SQL in a pattern', { pattern: "80'; DROP TABLE rentals; --" }, 'pattern', onlyDigits],
    ['a LIKE wildcard in a pattern', { pattern: '80%' }, 'pattern', onlyDigits],
    ['other digits than ASCII', { pattern: '८०४' }, 'pattern', onlyDigits],
    ['a 10 kB pattern', { pattern: huge }, 'pattern', 'Pattern may have at most 20 digits and *.'],
    ['21 digits', { pattern: '1'.repeat(21) }, 'pattern', 'Pattern may have at most 20 digits and *.'],
    ['a pattern that is no text', { pattern: { $ne: '' } }, 'pattern', 'Pattern must be text.'],
    [
      'too few digits',
      { pattern: '12', mode: 'contains' },
      'pattern',
      'Pattern needs at least 3 digits when it may stand anywhere in the number.',
    ],
    [
      'an unknown country',
      { country: 'FR' },
      'country',
      'Country must be one of: India, United States, United Kingdom, Canada, Australia, Singapore, United Arab Emirates.',
    ],
    [
      'no country',
      { country: undefined },
      'country',
      'Country must be one of: India, United States, United Kingdom, Canada, Australia, Singapore, United Arab Emirates.',
    ],
    ['an unknown type', { type: 'satellite' }, 'type', 'Type must be one of: local, mobile, tollfree, national.'],
    ['an unknown mode', { mode: 'regex' }, 'mode', 'Pattern position must be one of: starts, contains, ends.'],
    [
      'an unknown capability',
      { capabilities: ['fax'] },
      'capabilities.0',
      'Capabilities must be among: voice, sms, mms.',
    ],
    ['an unknown place', { areas: [2_000_000_000] }, 'areas', 'Place is not in India: choose one from the list.'],
    ['a place that is no number', { areas: ['1 OR 1=1'] }, 'areas.0', badPlace],
    ['a place beyond the database', { areas: [1e300] }, 'areas.0', badPlace],
    ['too many places', { areas: Array.from({ length: 21 }, (_, at) => at + 1) }, 'areas', 'Choose at most 20 areas.'],
    ['a forged cursor', { cursor: 'b64b64' }, 'cursor', badPage],
    ['a cursor of another country', { cursor: Buffer.from('14155552671').toString('base64url') }, 'cursor', badPage],
    ['a 10 kB cursor', { cursor: huge }, 'cursor', badPage],
    ['an empty page', { limit: 0 }, 'limit', badSize],
    ['a huge page', { limit: 1_000_000 }, 'limit', badSize],
    ['half a row', { limit: 2.5 }, 'limit', badSize],
    ['no number of rows', { limit: Number.NaN }, 'limit', badSize],
  ])('%s gets one sentence', async (_, bad, field, sentence) => {
    const input = { country: 'IN', ...bad } as SearchAvailableNumbersInput;
    const refusal = await searchAvailableNumbers(inr, input).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: 'invalid_input', message: sentence, field });
  });

  it('a place of another country is refused', async () => {
    const areas = stock
      .filter((row) => row.countryIso === 'US')
      .map((row) => row.areaId)
      .slice(0, 1);
    await expect(searchAvailableNumbers(inr, { country: 'IN', areas })).rejects.toMatchObject({ field: 'areas' });
    await expect(searchAvailableNumbers(inr, { country: 'US', areas })).resolves.toMatchObject({
      total: expect.anything(),
    });
  });

  it('an account that does not exist finds nothing out', async () => {
    const account = await createAccount();
    const nobody = testContext({ ...account, id: `${account.id}x` as typeof account.id });
    await expect(searchAvailableNumbers(nobody, { country: 'IN' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('explainEmptyResult', () => {
  it('names the filter that hides most, with what each would leave', async () => {
    const search: SearchAvailableNumbersInput = {
      country: 'IN',
      type: 'local',
      areas: [areaOf('80')],
      pattern: '11',
      capabilities: ['voice'],
    };
    expect((await searchAvailableNumbers(inr, search)).rows).toEqual([]);
    const explained = await explainEmptyResult(inr, search);
    expect(explained.relaxations.map(({ filter }) => filter).sort()).toEqual([
      'areas',
      'capabilities',
      'pattern',
      'type',
    ]);
    const counts = new Map(explained.relaxations.map(({ filter, total }) => [filter, total]));
    expect(counts.get('areas')).toEqual({
      exact: expected({ country: 'IN', pattern: '11', capabilities: ['voice'] }).length,
    });
    expect(counts.get('pattern')).toEqual({
      exact: expected({ country: 'IN', areas: [areaOf('80')], capabilities: ['voice'] }).length,
    });
    expect(counts.get('type')).toEqual({ exact: 0 });
    const most = [...counts].reduce((best, entry) =>
      'exact' in entry[1] && 'exact' in best[1] && entry[1].exact > best[1].exact ? entry : best,
    );
    expect(explained.culprit).toBe(most[0]);
  });

  it('says beyond 10,000 as such', async () => {
    const explained = await explainEmptyResult(inr, { country: 'IN', pattern: '0000000', mode: 'contains' });
    expect(explained).toEqual({ culprit: 'pattern', relaxations: [{ filter: 'pattern', total: { atLeast: 10_000 } }] });
  });

  it('names none when no single filter is to blame', async () => {
    const explained = await explainEmptyResult(inr, { country: 'IN', type: 'mobile', capabilities: ['mms'] });
    expect(explained.culprit).toBeNull();
  });

  it('refuses what the search refuses', async () => {
    await expect(explainEmptyResult(inr, { country: 'IN', pattern: 'x' })).rejects.toMatchObject({ field: 'pattern' });
  });
});
