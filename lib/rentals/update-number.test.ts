import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { createApplication, testContext } from '@/lib/testing/factories';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, emptyStock, rentNumber, rentPair } from '@/lib/testing/rent';
import { updateNumber } from './update-number';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

beforeEach(emptyStock);

const read = (id: string) => db.rental.findUniqueOrThrow({ where: { id } });

async function pairWithApplications() {
  const renter = await createRenter();
  const [day, night] = await Promise.all([
    createApplication(renter.account, 'Day'),
    createApplication(renter.account, 'Night'),
  ]);
  const { primary, fallback } = await rentPair(renter.ctx, india, { applicationId: day.id });
  return { ...renter, day, night, primary, fallback };
}

describe('settings of a number', () => {
  it('changes alias and application and leaves one audit row with the difference', async () => {
    const { ctx, account } = await createRenter();
    const application = await createApplication(account);
    const rental = await rentNumber(ctx, india, { carrier: india.carrierA });
    await updateNumber(ctx, { rentalId: rental.id, alias: '  Front desk ', applicationId: application.id });
    expect(await read(rental.id)).toMatchObject({ alias: 'Front desk', applicationId: application.id });
    await updateNumber(ctx, { rentalId: rental.id, alias: 'Front desk', applicationId: application.id });
    const audits = await db.auditEvent.findMany({ where: { accountId: account.id, action: 'number.update' } });
    expect(audits.map(({ before, after }) => [before, after])).toEqual([
      [
        { alias: null, applicationId: null },
        { alias: 'Front desk', applicationId: application.id },
      ],
    ]);
    await updateNumber(ctx, { rentalId: rental.id, alias: '', applicationId: '' });
    expect(await read(rental.id)).toMatchObject({ alias: null, applicationId: null });
  });

  it('refuses what is too long, not text, unknown or not its own, and changes nothing', async () => {
    const { ctx, account } = await createRenter();
    const rental = await rentNumber(ctx, india, { carrier: india.carrierA, alias: 'Kept' });
    const other = await createRenter();
    const foreignNumber = await rentNumber(other.ctx, india, { carrier: india.carrierA });
    const foreignApplication = await createApplication(other.account);
    const input = { rentalId: rental.id, alias: 'New', applicationId: null };
    const cases: [object, object][] = [
      [
        { alias: 'a'.repeat(10_000) },
        { code: 'invalid_input', field: 'alias', message: 'Alias may have at most 80 characters.' },
      ],
      [
        { alias: 'two\nlines' },
        { field: 'alias', message: 'Alias must not contain line breaks or control characters.' },
      ],
      [{ alias: 12 }, { field: 'alias', message: 'Alias must be text.' }],
      [
        { applicationId: 'app_1' },
        { field: 'applicationId', message: 'Application is unknown; choose one of your applications.' },
      ],
      [{ applicationId: createId('app') }, { code: 'invalid_input', field: 'applicationId' }],
      [{ applicationId: foreignApplication.id }, { code: 'invalid_input', field: 'applicationId' }],
      [{ rentalId: createId('num') }, { code: 'not_found', field: 'rentalId' }],
      [{ rentalId: foreignNumber.id }, { code: 'not_found', field: 'rentalId' }],
      [{ rentalId: "' OR 1=1" }, { code: 'invalid_input', field: 'rentalId' }],
    ];
    for (const [change, refusal] of cases) {
      await expect(updateNumber(ctx, { ...input, ...change })).rejects.toMatchObject(refusal);
    }
    await expect(updateNumber(testContext(account, 'support'), input)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await read(rental.id)).toMatchObject({ alias: 'Kept', applicationId: null });
    expect(await read(foreignNumber.id)).toMatchObject({ alias: null });
    expect(await db.auditEvent.count({ where: { accountId: account.id, action: 'number.update' } })).toBe(0);
  });
});

describe('a fallback and its primary', () => {
  it("follows its primary's application, not its alias", async () => {
    const { ctx, night, primary, fallback } = await pairWithApplications();
    await updateNumber(ctx, { rentalId: primary.id, alias: 'Sales', applicationId: night.id });
    expect(await read(fallback.id)).toMatchObject({ applicationId: night.id, alias: null, followsPrimary: true });
    await updateNumber(ctx, { rentalId: fallback.id, alias: 'Sales backup', applicationId: night.id });
    expect(await read(fallback.id)).toMatchObject({ alias: 'Sales backup', followsPrimary: true });
    expect(await read(primary.id)).toMatchObject({ alias: 'Sales' });
  });

  it('can be detached, keeps its own application, and can be attached again', async () => {
    const { ctx, day, night, primary, fallback } = await pairWithApplications();
    await updateNumber(ctx, { rentalId: fallback.id, alias: '', applicationId: night.id });
    expect(await read(fallback.id)).toMatchObject({ applicationId: night.id, followsPrimary: false });
    await updateNumber(ctx, { rentalId: primary.id, alias: '', applicationId: null });
    expect(await read(fallback.id)).toMatchObject({ applicationId: night.id, followsPrimary: false });
    await updateNumber(ctx, { rentalId: primary.id, alias: '', applicationId: day.id });
    await updateNumber(ctx, { rentalId: fallback.id, alias: '', applicationId: night.id, followsPrimary: true });
    expect(await read(fallback.id)).toMatchObject({ applicationId: day.id, followsPrimary: true });
  });

  it('stay in step when both are changed at the same moment', async () => {
    const { ctx, day, night, primary, fallback } = await pairWithApplications();
    for (let round = 0; round < 10; round += 1) {
      await updateNumber(ctx, { rentalId: fallback.id, alias: '', applicationId: null, followsPrimary: false });
      const wanted = round % 2 === 0 ? night.id : day.id;
      await Promise.all([
        updateNumber(ctx, { rentalId: primary.id, alias: '', applicationId: wanted }),
        updateNumber(ctx, { rentalId: fallback.id, alias: '', applicationId: null, followsPrimary: true }),
      ]);
      expect(await read(fallback.id)).toMatchObject({ applicationId: wanted, followsPrimary: true });
    }
  });
});
