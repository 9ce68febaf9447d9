import 'server-only';
import { db, type Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { requireCarrier } from './set-sandbox';

interface StockOut {
  carrier: string;
  /** Area code such as 80; without one, all areas of the carrier. */
  areaCode?: string | undefined;
  /** true takes the numbers off sale, false puts them back. */
  out: boolean;
}

/**
 * A carrier's stock notice: its free numbers of an area are not to be had, or are again. Rented,
 * reserved and kept numbers are not touched. Returns how many numbers changed.
 */
export async function setStockOut({ carrier, areaCode, out }: StockOut, tx: Transaction = db): Promise<number> {
  const { id } = await requireCarrier(carrier);
  const [from, to] = out ? (['available', 'withdrawn'] as const) : (['withdrawn', 'available'] as const);
  if (areaCode !== undefined && !(await tx.area.findFirst({ where: { code: areaCode } }))) {
    throw new AppError('not_found', `Area code "${areaCode}" is unknown.`, { field: 'area' });
  }
  const { count } = await tx.inventoryNumber.updateMany({
    where: { carrierId: id, status: from, ...(areaCode === undefined ? {} : { area: { code: areaCode } }) },
    data: { status: to },
  });
  return count;
}
