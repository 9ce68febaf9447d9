import { captureHold, firstChargeTotal, placeHold, taxBasisPointsFor } from '@/lib/billing';
import { asDate, type Day, nextRentDay, startOfDayIn } from '@/lib/datetime';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { type AccountFixture, micros } from './factories';
import { createStock } from './factories-stock';

interface RentalOptions {
  account: AccountFixture;
  carrier: { id: number };
  area: { id: number; countryIso: string; code: string };
  ratePlan: { id: number };
  /** The day it became active, in the account's time zone; the first month is paid from it. */
  activeOn?: Day;
  /** Whole units. */
  monthly?: number;
  setup?: number;
  alias?: string;
}

/** An active rental whose books are right: stock, hold, charges, carrier's order. */
export async function createRental(options: RentalOptions) {
  const { account, carrier, area, activeOn = '2026-01-15', monthly = 250, setup = 0, alias = null } = options;
  const [number = ''] = await createStock(options);
  const price = {
    currency: account.currency,
    setupMicros: micros(setup),
    monthlyMicros: micros(monthly),
    taxBasisPoints: taxBasisPointsFor(account.currency),
  };
  const id = createId('num');
  const paidUntil = nextRentDay(activeOn);
  const accountId = account.id;
  const row = { id, accountId, number, alias, countryIso: area.countryIso, type: 'local' as const, ...price };
  await db.$transaction(async (tx) => {
    const createRow = () => tx.rental.create({ data: { ...row, areaId: area.id, carrierId: carrier.id } });
    const hold = { accountId, rentalId: id, amountMicros: firstChargeTotal(price), createRental: createRow };
    if ((await placeHold(tx, hold)) > 0n) throw new Error('The test account has too little money for this rental');
    await captureHold(tx, { accountId, rentalId: id, number, price, from: activeOn, until: paidUntil });
    const activatedAt = startOfDayIn(account.timeZone, activeOn);
    const data = { status: 'active' as const, activatedAt, paidUntil: asDate(paidUntil) };
    await tx.rental.update({ where: { id }, data });
    await tx.inventoryNumber.update({ where: { number }, data: { status: 'rented' } });
    const order = { carrierId: carrier.id, number, idempotencyKey: id, state: 'active' as const };
    await tx.carrierOrder.create({ data: { id: createId('ord'), rentalId: id, ...order } });
    await tx.sandboxOrder.create({ data: { ...order, activeAt: activatedAt } });
  });
  return db.rental.findUniqueOrThrow({ where: { id } });
}

/** An active pair of two active rentals of one account. */
export async function createPair(primary: { id: string; accountId: string }, fallback: { id: string }) {
  return db.haPair.create({
    data: {
      id: createId('par'),
      accountId: primary.accountId,
      primaryRentalId: primary.id,
      fallbackRentalId: fallback.id,
      state: 'active',
      consentUntil: new Date(),
    },
  });
}
