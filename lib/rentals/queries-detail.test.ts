import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listRentalCharges } from '@/lib/billing';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { withdrawNumber } from '@/lib/provisioning';
import { micros, testContext } from '@/lib/testing/factories';
import { createCarrier, createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, emptyStock, rentNumber, rentPair } from '@/lib/testing/rent';
import { exportRentals } from './export-rentals';
import { listPairCandidates } from './queries-candidates';
import { findRental } from './queries-detail';
import { releaseNumber } from './release-number';
import { updateNumber } from './update-number';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

beforeEach(emptyStock);

describe("a number's page", () => {
  it('shows the pair from both sides, with its time line', async () => {
    const { ctx } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    const seen = await findRental(ctx, primary.number);
    expect(seen).toMatchObject({
      rentalId: primary.id,
      status: 'active',
      carrierName: 'Carrier A',
      place: 'Bengaluru',
      compliance: { alias: 'Head office', status: 'accepted' },
      pair: {
        role: 'primary',
        state: 'active',
        fallback: { number: fallback.number, carrierName: 'Carrier B', status: 'active' },
      },
    });
    expect(seen?.pair?.events.map((event) => event.state)).toEqual(['requested', 'reserved', 'ordered', 'active']);
    expect(await findRental(ctx, fallback.number)).toMatchObject({
      pair: { role: 'fallback', primary: { number: primary.number } },
    });
  });

  it('shows the latest rental of a number that was released, and nothing of other accounts', async () => {
    const { ctx } = await createRenter();
    const rental = await rentNumber(ctx, india, { carrier: india.carrierA });
    await releaseNumber(ctx, { rentalId: rental.id });
    expect(await findRental(ctx, rental.number)).toMatchObject({
      status: 'released',
      buyBackUntil: expect.any(Date),
      pair: null,
    });
    const other = await createRenter();
    expect(await findRental(other.ctx, rental.number)).toBeNull();
    expect(await findRental(ctx, '910000000000')).toBeNull();
  });

  it('shows the reason of a fallback its carrier refused', async () => {
    const { ctx } = await createRenter();
    const refusing = await createCarrier({ outcome: 'refuse', refusalReason: 'The number is no longer free.' });
    await createStock({ carrier: refusing, area: india.bengaluru, ratePlan: india.ratePlan });
    const primary = await rentNumber(ctx, india, { carrier: india.carrierA, highAvailability: true });
    const seen = await findRental(ctx, primary.number);
    expect(seen).toMatchObject({
      status: 'active',
      pair: { state: 'failed', stateReason: expect.stringContaining('no longer free') },
    });
  });

  it('lists what the number was charged, for those who may see billing', async () => {
    const { ctx, account } = await createRenter();
    const rental = await rentNumber(ctx, india, { carrier: india.carrierA });
    const { charges, heldMicros } = await listRentalCharges(ctx, rental.id);
    expect(charges.map(({ kind, amountMicros }) => [kind, amountMicros])).toEqual([
      ['rental', -micros(250)],
      ['tax', -micros(45)],
    ]);
    expect(heldMicros).toBe(0n);
    await expect(listRentalCharges(testContext(account, 'support'), rental.id)).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect((await listRentalCharges((await createRenter()).ctx, rental.id)).charges).toEqual([]);
  });
});

describe('numbers that fit into a pair', () => {
  it('are active, of another failure domain, the same series and in no pair; nearest first', async () => {
    const { ctx } = await createRenter();
    const own = await rentNumber(ctx, india, { carrier: india.carrierC });
    const far = await rentNumber(ctx, india, { carrier: india.carrierA, area: india.mumbai });
    const inState = await rentNumber(ctx, india, { carrier: india.carrierA, area: india.mysuru });
    const near = await rentNumber(ctx, india, { carrier: india.carrierB, alias: 'Spare' });
    await rentNumber(ctx, india, { carrier: india.carrierD });
    await rentNumber(ctx, india, { carrier: india.carrierA, type: 'mobile' });
    await rentNumber(ctx, india, { carrier: india.carrierA, series: '140' });
    await rentPair(ctx, india);
    const fitting = await listPairCandidates(ctx, own.id);
    expect(fitting.map((candidate) => candidate.number)).toEqual([near.number, inState.number, far.number]);
    expect(fitting[0]).toMatchObject({ alias: 'Spare', carrierName: 'Carrier B', place: 'Bengaluru' });
    expect(await listPairCandidates(ctx, createId('num'))).toEqual([]);
    expect(await listPairCandidates((await createRenter()).ctx, own.id)).toEqual([]);
  });

  it('are the new primaries of a fallback that lost its own', async () => {
    const { ctx } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    const spare = await rentNumber(ctx, india, { carrier: india.carrierC });
    await withdrawNumber(primary.number);
    expect((await listPairCandidates(ctx, fallback.id)).map((candidate) => candidate.number)).toEqual([spare.number]);
  });
});

describe('the CSV export', () => {
  const textOf = async (body: ReadableStream<Uint8Array>) => new Response(body).text();

  it('holds the same rows as the filtered list, with formulas made harmless', async () => {
    const { ctx } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india, { alias: '=HYPERLINK("http://evil")' });
    await rentNumber(ctx, india, { carrier: india.carrierA, type: 'mobile' });
    const { fileName, body } = await exportRentals(ctx, { type: 'local' });
    expect(fileName).toMatch(/^twinline-numbers-\d{4}-\d{2}-\d{2}\.csv$/);
    const [header, ...lines] = (await textOf(body)).trim().split('\r\n');
    expect(header).toContain('number,alias,tags,notes,country,type');
    expect(lines).toHaveLength(2);
    expect(lines.find((line) => line.startsWith(primary.number))).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(lines.find((line) => line.startsWith(primary.number))).toContain(`active,primary,${fallback.number}`);
  });

  it('streams more rows than a batch, each once', async () => {
    const { ctx, account } = await createRenter();
    const COUNT = 2_500;
    const row = {
      accountId: account.id,
      countryIso: 'IN',
      type: 'local',
      areaId: india.bengaluru.id,
      carrierId: india.carrierA.id,
    } as const;
    const price = { currency: 'INR', setupMicros: 0n, monthlyMicros: micros(250), status: 'active' } as const;
    await db.rental.createMany({
      data: Array.from({ length: COUNT }, (_, index) => ({
        id: createId('num'),
        number: String(912_270_000_000 + index),
        ...row,
        ...price,
      })),
    });
    const text = await textOf((await exportRentals(ctx, {})).body);
    const numbers = text
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0]);
    expect(new Set(numbers).size).toBe(COUNT);
    expect(numbers).toHaveLength(COUNT);
  });

  it('refuses malformed filters', async () => {
    const { ctx } = await createRenter();
    await expect(exportRentals(ctx, { carrier: '../etc' })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('history', () => {
  it('is written for the fallback that follows as well', async () => {
    const { ctx } = await createRenter();
    const { fallback } = await rentPair(ctx, india);
    await updateNumber(ctx, { rentalId: fallback.id, alias: 'Backup', applicationId: null });
    expect(await db.auditEvent.count({ where: { entityId: fallback.id, action: 'number.update' } })).toBe(1);
  });
});
