import { db } from '@/lib/db';
import { BOOK_CHECKS, checkBooks } from './check-books';
import type { BookFinding } from './types';

/** npm run check:books: prints what in the books does not agree; exit code 1 when anything does not. */
export default async function run([command, ...rest]: string[]): Promise<number> {
  if (command !== 'check' || rest.length > 0) {
    console.error('Use npm run check:books, without arguments.');
    return 1;
  }
  try {
    return report(await timed(checkBooks));
  } finally {
    await db.$disconnect();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: string }> {
  const startedAt = performance.now();
  const result = await work();
  return { result, seconds: ((performance.now() - startedAt) / 1000).toFixed(1) };
}

function report({ result: findings, seconds }: { result: BookFinding[]; seconds: string }): number {
  if (findings.length === 0) {
    console.log(`The books agree: ${BOOK_CHECKS.length} checks in ${seconds} s.`);
    return 0;
  }
  console.table(findings);
  const broken = new Set(findings.map(({ check }) => check)).size;
  console.log(
    `The books do not agree: ${findings.length} findings by ${broken} of ${BOOK_CHECKS.length} checks in ${seconds} s.`,
  );
  return 1;
}
