import 'server-only';
import { db } from '@/lib/db';

const DAY_MS = 86_400_000;
/** What never came in whole. */
const RECEIVING_MS = 3_600_000;
/** Imports, with their rejected rows, are kept this long. */
const KEEP_MS = 30 * DAY_MS;

/** Forgets old imports, and files that nobody imported within a week; tells how many. */
export async function expireImports(now: Date): Promise<number> {
  const before = (ms: number) => ({ lt: new Date(now.getTime() - ms) });
  const { count } = await db.stockImport.deleteMany({
    where: {
      OR: [
        { state: 'receiving', createdAt: before(RECEIVING_MS) },
        { state: 'checked', createdAt: before(7 * DAY_MS) },
        { state: { in: ['done', 'failed', 'canceled'] }, createdAt: before(KEEP_MS) },
      ],
    },
  });
  return count;
}
