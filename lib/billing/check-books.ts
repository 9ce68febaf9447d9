import 'server-only';
import { db, Prisma, type Transaction } from '@/lib/db';
import { CALL_CHECKS } from './check-calls';
import { MONEY_CHECKS } from './check-money';
import { PAIR_CHECKS } from './check-pairs';
import { STOCK_CHECKS } from './check-stock';
import type { BookCheck, BookFinding } from './types';

/** Findings of one check that are listed; a broken rule that breaks everything need not fill the memory. */
const LISTED = 1_000;
const LONGEST_MS = 600_000;

export const BOOK_CHECKS: readonly BookCheck[] = [...MONEY_CHECKS, ...CALL_CHECKS, ...STOCK_CHECKS, ...PAIR_CHECKS];

/**
 * Proves over the whole database that balances, holds, charges, rentals, calls, stock, carriers' orders and
 * pairs agree; every statement sees the same moment, so that it can run beside live traffic. No
 * findings: the books are right.
 */
export async function checkBooks(now: Date = new Date()): Promise<BookFinding[]> {
  const isolationLevel = Prisma.TransactionIsolationLevel.RepeatableRead;
  return db.$transaction((tx) => findIn(tx, now), { isolationLevel, maxWait: 30_000, timeout: LONGEST_MS });
}

/** What a transaction sees: tests break the books in one that never commits. */
export async function findIn(tx: Transaction, now: Date): Promise<BookFinding[]> {
  const findings: BookFinding[] = [];
  // The checks sort and hash whole tables: with the default 4 MB they would do it on disk.
  await tx.$executeRaw`SET LOCAL work_mem = '128MB'`;
  for (const { name, find } of BOOK_CHECKS) {
    const found = await tx.$queryRaw<Omit<BookFinding, 'check'>[]>(
      Prisma.sql`SELECT subject, detail FROM (${find(now)}) finding ORDER BY subject LIMIT ${LISTED}`,
    );
    for (const finding of found) findings.push({ check: name, ...finding });
  }
  return findings;
}
