import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { parseInput } from '@/lib/invalid-input';
import { displayNumber } from '@/lib/phone';
import { matchingRentals } from './compose-rental-filter';
import { rentalFilterInput } from './schema';
import type { FoundNumber } from './types';

/** More would not be read; who looks for more goes to Active Numbers. */
const MOST_FOUND = 8;

/** The first of the account's numbers that a text fits, by the rules of Active Numbers' own search. */
export async function findNumbers(ctx: Context, text: string): Promise<FoundNumber[]> {
  authorize(ctx, 'numbers.read');
  const filter = parseInput(rentalFilterInput, { search: text });
  if (filter.search.trim() === '') return [];
  const found = await reader(ctx).$queryRaw<{ number: string; alias: string | null }[]>`
    SELECT r.number, r.alias FROM rentals r WHERE ${matchingRentals(ctx, filter)} ORDER BY r.number, r.id LIMIT ${MOST_FOUND}`;
  return found.map(({ number, alias }) => ({ number, alias, display: displayNumber(number) }));
}
