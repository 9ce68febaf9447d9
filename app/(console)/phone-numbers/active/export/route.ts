import { createLoader } from 'nuqs/server';
import { activeFilters, rentalFilterOf } from '@/components/rentals/active-table-config';
import { requireSession } from '@/lib/auth';
import { csvResponse } from '@/lib/csv';
import { exportRentals } from '@/lib/rentals';

export const dynamic = 'force-dynamic';

const load = createLoader(activeFilters);

/** The active numbers that fit the filters in the address, as a CSV download. */
export async function GET(request: Request): Promise<Response> {
  const { ctx } = await requireSession();
  const { fileName, body } = await exportRentals(ctx, rentalFilterOf(load(new URL(request.url).searchParams)));
  return csvResponse(fileName, body);
}
