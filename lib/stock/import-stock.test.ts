import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditContext } from '@/lib/audit';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createArea, createCarrier } from '@/lib/testing/factories-stock';
import { type ImportStockOptions, importStock } from './import-stock';

const ctx: AuditContext = {
  accountId: null,
  actor: { type: 'command', name: 'stock import' },
  requestId: createId('req'),
  now: () => new Date(),
};
const HEADER = 'number,type,place,region,monthly_inr,monthly_usd';
const BANGALORE = 'local,Bangalore,Karnataka,250,2.50';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'stock-import-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  await db.inventoryNumber.deleteMany();
});

async function fileOf(lines: readonly string[], name = 'stock.csv'): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

async function importLines(lines: readonly string[], options: Partial<ImportStockOptions> = {}) {
  const rejects: string[] = [];
  const file = await fileOf(lines);
  const onReject = (line: number, reason: string) => rejects.push(`${line}: ${reason}`);
  const summary = await importStock(ctx, { file, carrier: 'Acme Voice', onReject, ...options });
  return { summary, rejects };
}

function stock() {
  return db.inventoryNumber.findMany({
    orderBy: { number: 'asc' },
    include: { area: true, ratePlan: true, carrier: true },
  });
}

describe('what an import adds', () => {
  it('takes numbers with place, capabilities, series and rates', async () => {
    const { summary, rejects } = await importLines([
      'monthly_usd,MONTHLY_INR,setup_usd,setup_inr,capabilities,series,region,place,country,type,number',
      '2.50,250,,,voice|sms,140,Karnataka,Bangalore,in,Local,+91 80 4123 4567',
      '1,85.50,0.25,20,,,,,US,toll-free,18005551234',
      '0.000001,0,0,0,"voice, sms, mms",,California,San Francisco,,fixed,(1) 415-555-2671',
    ]);
    expect(rejects).toEqual([]);
    expect(summary).toMatchObject({
      rows: 3,
      added: 3,
      changed: 0,
      unchanged: 0,
      rejected: 0,
      carrierName: 'Acme Voice',
    });
    const [american, tollfree, indian] = await stock();
    expect(american).toMatchObject({
      number: '14155552671',
      type: 'local',
      countryIso: 'US',
      voice: true,
      sms: true,
      mms: true,
    });
    expect(american?.area).toMatchObject({ code: '415', place: 'San Francisco', region: 'California' });
    expect(american?.ratePlan).toMatchObject({ monthlyUsdMicros: 1n, setupUsdMicros: 0n });
    expect(tollfree).toMatchObject({ type: 'tollfree', voice: true, sms: false, series: 'standard' });
    expect(tollfree?.area).toMatchObject({ code: '', place: 'Toll-free', region: '' });
    expect(tollfree?.ratePlan).toMatchObject({
      monthlyInrMicros: 85_500_000n,
      setupInrMicros: 20_000_000n,
      setupUsdMicros: 250_000n,
    });
    expect(indian).toMatchObject({
      number: '918041234567',
      status: 'available',
      series: '140',
      voice: true,
      sms: true,
      mms: false,
    });
    expect(indian?.area).toMatchObject({ code: '80', place: 'Bangalore', region: 'Karnataka' });
    expect(indian?.carrier.countryIsos).toEqual(expect.arrayContaining(['IN', 'US']));
  });

  it('makes a new carrier that stands alone, or with the failure domains given, and writes down who did it', async () => {
    const { summary } = await importLines([HEADER, `918041234567,${BANGALORE}`], {
      carrier: 'Brahmani Télécom',
      failureDomains: ['upstream:acme', 'dc:pune-1'],
    });
    expect(summary).toMatchObject({ isNewCarrier: true, carrierName: 'Brahmani Télécom' });
    const carrier = await db.carrier.findUniqueOrThrow({
      where: { slug: 'brahmani-telecom' },
      include: { sandbox: true },
    });
    expect(carrier).toMatchObject({
      failureDomains: ['upstream:acme', 'dc:pune-1'],
      countryIsos: ['IN'],
      sandbox: { outcome: 'accept' },
    });
    const again = await importLines([HEADER, `918041234568,${BANGALORE}`], { carrier: 'BRAHMANI TÉLÉCOM' });
    expect(again.summary).toMatchObject({ isNewCarrier: false, added: 1, carrierName: 'Brahmani Télécom' });
    await importLines([HEADER, `918041234569,${BANGALORE}`], { carrier: 'Lonely' });
    expect(await db.carrier.findUniqueOrThrow({ where: { slug: 'lonely' } })).toMatchObject({
      failureDomains: ['carrier:lonely'],
    });
    const events = await db.auditEvent.findMany({ where: { entityId: 'brahmani-telecom' }, orderBy: { id: 'asc' } });
    expect(events.map(({ action, after }) => ({ action, after }))).toEqual([
      { action: 'carrier.create', after: { name: 'Brahmani Télécom', failureDomains: ['upstream:acme', 'dc:pune-1'] } },
      { action: 'stock.import', after: { added: 1, changed: 0 } },
      { action: 'stock.import', after: { added: 1, changed: 0 } },
    ]);
  });

  it('files numbers under places that are known already, whatever their letters or region say', async () => {
    const area = await createArea({ code: '771', place: 'Raipur', region: 'Madhya Pradesh' });
    await importLines([
      HEADER,
      '917712212345,local,RAIPUR,,250,2.5',
      '917712212346,local,Raipur,madhya pradesh,250,2.5',
      '917712212347,local,Raipur,Elsewhere,250,2.5',
    ]);
    const areas = (await stock()).map((row) => row.area);
    expect(areas.slice(0, 2)).toEqual([area, area]);
    expect(areas[2]).toMatchObject({ place: 'Raipur', region: 'Elsewhere' });
  });

  it('reads files as spreadsheets write them', async () => {
    const file = path.join(folder, 'excel.csv');
    const rows = [
      `\uFEFF${HEADER.toUpperCase()}`,
      `'+918041234567,${BANGALORE}`,
      '',
      '"918041234568","local"," Bangalore ","Karnataka","250","2.50"',
    ];
    await writeFile(file, rows.join('\r\n'));
    const summary = await importStock(ctx, { file, carrier: 'Acme Voice' });
    expect(summary).toMatchObject({ added: 2, rejected: 0 });
    expect(new Set((await stock()).map((row) => row.areaId)).size).toBe(1);
  });

  it('takes text that looks like SQL for what it is', async () => {
    await importLines([HEADER, `918041234567,local,"x'); DROP TABLE rentals; --",Karnataka,250,2.5`]);
    expect((await stock())[0]?.area.place).toBe("x'); DROP TABLE rentals; --");
  });

  it('writes many batches, and says how far it is', async () => {
    const rows = Array.from({ length: 12_345 }, (_, at) => `${918_041_200_000 + at},${BANGALORE}`);
    const shares: number[] = [];
    const { summary } = await importLines([HEADER, ...rows], {
      onProgress: ({ done, total }) => shares.push(done / total),
    });
    expect(summary).toMatchObject({ rows: 12_345, added: 12_345 });
    expect(await db.inventoryNumber.count()).toBe(12_345);
    expect(shares.length).toBeGreaterThan(2);
    expect(shares.at(-1)).toBe(1);
  });
});

describe('rows that are wrong', () => {
  it('are each reported with their line and reason, and the good ones stay', async () => {
    const bad: [row: string, reason: string][] = [
      [',local,Bangalore,Karnataka,250,2.5', 'number is missing'],
      ['abc,local,Bangalore,Karnataka,250,2.5', 'number abc is not valid in any country offered here'],
      [
        '911041234567,local,Bangalore,Karnataka,250,2.5',
        'number 911041234567 is not valid in any country offered here',
      ],
      ['33142685300,local,Paris,,250,2.5', 'number 33142685300 is not valid in any country offered here'],
      ['919876543210,local,Bangalore,Karnataka,250,2.5', 'number is mobile, not local'],
      ['14155552671,tollfree,San Francisco,California,1,1', 'number is local or mobile, not toll-free'],
      ['918041234560,satellite,Bangalore,Karnataka,250,2.5', 'type must be one of: local, mobile, tollfree, national'],
      ['918041234560,local,,Karnataka,250,2.5', 'place is missing, which local numbers need'],
      [`918041234560,local,${'x'.repeat(121)},Karnataka,250,2.5`, 'place may have at most 120 characters'],
      [
        '918041234560,local,"Banga\tlore",Karnataka,250,2.5',
        'place must not contain line breaks or control characters',
      ],
      [
        '918041234560,local,Bangalore,Karnataka,-250,2.5',
        'monthly_inr must be an amount from 0 to 1000000, for instance 250 or 2.50',
      ],
      [
        '918041234560,local,Bangalore,Karnataka,250,',
        'monthly_usd must be an amount from 0 to 1000000, for instance 250 or 2.50',
      ],
      [
        '918041234560,local,Bangalore,Karnataka,"1,000",2.5',
        'monthly_inr must be an amount from 0 to 1000000, for instance 250 or 2.50',
      ],
      ['918041234560,local,Bangalore,Karnataka,250', 'has 5 columns where the first line has 6'],
      [`918041234567,${BANGALORE}`, 'number 918041234567 is on line 2 already'],
    ];
    const { summary, rejects } = await importLines([
      HEADER,
      `918041234567,${BANGALORE}`,
      ...bad.map(([row]) => row),
      `918041234568,${BANGALORE}`,
    ]);
    expect(rejects).toEqual(bad.map(([, reason], at) => `${at + 3}: ${reason}`));
    expect(summary).toMatchObject({ rows: bad.length + 2, added: 2, rejected: bad.length });
    expect((await stock()).map(({ number }) => number)).toEqual(['918041234567', '918041234568']);
  });

  it.each([
    ['country', 'FR', 'country FR is not offered here'],
    ['country', 'US', 'number is of India, not of United States'],
    ['capabilities', 'voice fax', 'capabilities must be among: voice, sms, mms'],
    ['series', 'a b', 'series must be 1 to 20 letters, digits or dashes'],
    ['setup_inr', 'free', 'setup_inr must be an amount from 0 to 1000000, for instance 250 or 2.50'],
  ])('have their optional columns checked: %s %s', async (column, value, reason) => {
    const { rejects } = await importLines([`${HEADER},${column}`, `918041234567,${BANGALORE},${value}`]);
    expect(rejects).toEqual([`2: ${reason}`]);
  });

  it('cost nobody but themselves when their quotes are wrong', async () => {
    const lines = [HEADER, ...Array.from({ length: 39 }, (_, at) => `${918_041_200_000 + at},${BANGALORE}`)];
    lines[3] = `91"8041234568,${BANGALORE}`;
    lines[6] = '918041234561,local,"Bangalore"x,Karnataka,250,2.50';
    lines[11] = '918041234562,local,"Bangalore,Karnataka,250,2.50';
    lines[12] = '918041234563,local,"Bangalore ""City""",Karnataka,250,2.50';
    lines[19] = '918041234564,local,Bangalore",Karnataka,250,2.50';
    lines[24] = '"918041234565","local","Banga';
    lines[25] = 'lore","Karnataka","250","2.50"';
    lines[39] = '918041234566,local,Bangalore,"Karnataka,250,2.50';
    const rejectsFile = path.join(folder, 'quotes.csv');
    const { summary, rejects } = await importLines(lines, { rejectsFile });
    const misplaced = 'is not well-formed CSV: a quote stands where none may be';
    const unclosed = 'is not well-formed CSV: a quote is not closed on its line';
    expect(rejects).toEqual([
      `4: ${misplaced}`,
      `7: ${misplaced}`,
      `12: ${unclosed}`,
      `20: ${misplaced}`,
      `25: ${unclosed}`,
      `26: ${misplaced}`,
      `40: ${unclosed}`,
    ]);
    expect(summary).toMatchObject({ rows: 39, added: 32, rejected: 7 });
    const kept = parse(await readFile(rejectsFile, 'utf8'), { columns: true }) as Record<string, string>[];
    expect(kept.map(({ number }) => number)).toEqual([3, 6, 11, 19, 24, 25, 39].map((at) => lines[at]));
  });

  it('keep their whole text when they have too many cells, and are cut when they never end', async () => {
    const rejectsFile = path.join(folder, 'long.csv');
    const long = `918041234567,${BANGALORE},one more`;
    const { rejects } = await importLines([HEADER, long, 'x'.repeat(400_000), `918041234568,${BANGALORE}`], {
      rejectsFile,
    });
    expect(rejects).toEqual(['2: has 7 columns where the first line has 6', '3: is longer than 65536 characters']);
    expect(await readFile(rejectsFile, 'utf8')).toContain(`"${long}"`);
    expect(await db.inventoryNumber.count()).toBe(1);
  });

  it('are kept in a file that is safe to open, and good to import once put right', async () => {
    const rejectsFile = path.join(folder, 'rejects.csv');
    await importLines([HEADER, '+91 80 4123 4567,local,,=1+1,250,2.5', `918041234568,${BANGALORE}`], { rejectsFile });
    const text = await readFile(rejectsFile, 'utf8');
    expect(text).toBe(
      `line,reason,${HEADER}\r\n2,"place is missing, which local numbers need",'+91 80 4123 4567,local,,'=1+1,250,2.5\r\n`,
    );
    const fixed = text.split('\r\n').map((line) =>
      line
        .replace(/^2,"[^"]*",/, '')
        .replace(/^line,reason,/, '')
        .replace(",,'=1+1", ',Bangalore,Karnataka'),
    );
    expect((await importLines(fixed)).summary).toMatchObject({ added: 1, rejected: 0 });
  });
});

describe('importing again', () => {
  const rows = [HEADER, `918041234567,${BANGALORE}`, `918041234568,${BANGALORE}`, `918041234569,${BANGALORE}`];
  const dearer = rows.map((row) => row.replace(',250,2.50', ',300,3'));

  beforeEach(async () => {
    await importLines(rows);
  });

  function setStatus(number: string, status: 'rented' | 'withdrawn' | 'held_for_buyback') {
    return db.inventoryNumber.update({ where: { number }, data: { status } });
  }

  it('changes nothing when nothing has changed', async () => {
    const before = await stock();
    expect((await importLines(rows)).summary).toMatchObject({ added: 0, changed: 0, unchanged: 3, rejected: 0 });
    expect(await stock()).toEqual(before);
  });

  it('brings numbers that nobody has up to date, withdrawn ones staying withdrawn', async () => {
    await setStatus('918041234568', 'withdrawn');
    const { summary } = await importLines(dearer);
    expect(summary).toMatchObject({ added: 0, changed: 3, unchanged: 0, rejected: 0 });
    const after = await stock();
    expect(after.map((row) => row.ratePlan.monthlyInrMicros)).toEqual([300_000_000n, 300_000_000n, 300_000_000n]);
    expect(after.map((row) => row.status)).toEqual(['available', 'withdrawn', 'available']);
  });

  it('never touches a number that somebody has', async () => {
    const account = await createAccount();
    const reservationId = createId('rsv');
    await db.reservation.create({
      data: {
        id: reservationId,
        accountId: account.id,
        number: '918041234567',
        highAvailability: false,
        expiresAt: new Date(),
      },
    });
    await db.inventoryNumber.update({ where: { number: '918041234567' }, data: { status: 'reserved', reservationId } });
    await setStatus('918041234568', 'rented');
    await setStatus('918041234569', 'held_for_buyback');
    const before = await stock();
    expect((await importLines(rows)).summary).toMatchObject({ unchanged: 3, rejected: 0 });
    const { summary, rejects } = await importLines(dearer);
    expect(rejects).toEqual([
      '2: number 918041234567 is reserved by a customer, so it was not changed',
      '3: number 918041234568 is rented by a customer, so it was not changed',
      '4: number 918041234569 is kept for its former customer, so it was not changed',
    ]);
    expect(summary).toMatchObject({ changed: 0, rejected: 3 });
    expect(await stock()).toEqual(before);
  });

  it('leaves another carrier its numbers', async () => {
    const before = await stock();
    const { summary, rejects } = await importLines([...rows, `918041234570,${BANGALORE}`], { carrier: 'Rival' });
    expect(rejects).toEqual([2, 3, 4].map((line) => `${line}: number 91804123456${line + 5} belongs to Acme Voice`));
    expect(summary).toMatchObject({ added: 1, rejected: 3 });
    expect((await stock()).slice(0, 3)).toEqual(before);
  });
});

describe('what is refused as a whole', () => {
  const columns =
    'number, type, country, place, region, capabilities, series, setup_inr, setup_usd, monthly_inr, monthly_usd';
  const row = `918041234567,${BANGALORE}`;

  it.each<[string, string[], string]>([
    [
      'a file without a needed column',
      ['number,type,place,monthly_inr', row],
      'Column "monthly_usd" is missing from the first line.',
    ],
    [
      'a file with an unknown column',
      [`${HEADER},colour`, `${row},red`],
      `Column "colour" is unknown: use ${columns}.`,
    ],
    ['a file with a column twice', [`${HEADER},number`, `${row},1`], 'Column "number" is there twice.'],
    ['a file without a header', [row], `Column "918041234567" is unknown: use ${columns}.`],
    [
      'a header that is no CSV',
      ['number,"type"s,place', row],
      'The first line is not well-formed CSV: a quote stands where none may be.',
    ],
    ['an empty file', [], 'The file is empty: its first line must name the columns.'],
  ])('%s', async (_, lines, sentence) => {
    await expect(importLines(lines)).rejects.toMatchObject({ code: 'invalid_input', message: sentence });
    expect(await db.inventoryNumber.count()).toBe(0);
  });

  it('leaves no carrier behind, nor does a file without a good row', async () => {
    const rejectsFile = path.join(folder, 'kept.csv');
    await writeFile(rejectsFile, 'of the last import');
    const mistaken = { carrier: 'Half Made', failureDomains: ['dc:typo'], rejectsFile };
    await expect(importLines(['number,colour', row], mistaken)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await readFile(rejectsFile, 'utf8')).toBe('of the last import');
    const { summary } = await importLines([HEADER, `1,${BANGALORE}`], mistaken);
    expect(summary).toMatchObject({ rejected: 1, isNewCarrier: false });
    expect(await db.carrier.findUnique({ where: { slug: 'half-made' } })).toBeNull();
    const right = { carrier: 'Half Made', failureDomains: ['dc:right'] };
    expect((await importLines([HEADER, row], right)).summary).toMatchObject({ isNewCarrier: true });
    expect(await db.carrier.findUnique({ where: { slug: 'half-made' } })).toMatchObject({
      failureDomains: ['dc:right'],
    });
    const again = await importLines([HEADER, row], { ...right, carrier: 'half  made' });
    expect(again.summary).toMatchObject({ isNewCarrier: false, unchanged: 1 });
  });

  it('a file of rejects that is the file itself', async () => {
    const rejectsFile = path.join(folder, 'stock.csv');
    await expect(importLines([HEADER, row], { rejectsFile })).rejects.toThrow(
      'The rejected rows need a file of their own.',
    );
    expect(await readFile(rejectsFile, 'utf8')).toContain(row);
  });

  it('a file that is not there, or no file', async () => {
    const missing = path.join(folder, 'missing.csv');
    await expect(importStock(ctx, { file: missing, carrier: 'Acme' })).rejects.toThrow(`There is no file ${missing}.`);
    await expect(importStock(ctx, { file: folder, carrier: 'Acme' })).rejects.toThrow(`${folder} is not a file.`);
  });

  it.each([
    ['---', [], 'Carrier must be a name of at most 80 characters with letters or digits.'],
    ['x'.repeat(81), [], 'Carrier must be a name of at most 80 characters with letters or digits.'],
    [
      'New',
      ['Up Stream'],
      'Failure domain "Up Stream" must be like upstream:acme: lower-case letters, digits, and : . _ -',
    ],
  ])('a carrier named %.10s', async (carrier, failureDomains, sentence) => {
    await expect(importLines([HEADER, row], { carrier, failureDomains })).rejects.toThrow(sentence);
  });

  it('failure domains for a carrier that is known', async () => {
    const { name } = await createCarrier();
    await expect(importLines([HEADER, row], { carrier: name, failureDomains: ['dc:x'] })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('anybody but the operator', async () => {
    const context = testContext(await createAccount(), 'owner');
    const file = await fileOf([HEADER, row]);
    await expect(importStock(context, { file, carrier: 'Acme' })).rejects.toMatchObject({ code: 'forbidden' });
    const operator = testContext(await createAccount(), 'owner', { isOperator: true });
    expect(await importStock(operator, { file, carrier: 'Acme' })).toMatchObject({ added: 1 });
  });
});
