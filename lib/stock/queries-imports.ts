import 'server-only';
import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { db } from '@/lib/db';
import type { StockImportDetail, StockImportSummary } from './types';

const MOST_SHOWN = 50;

const SUMMARY = {
  ...{ id: true, fileName: true, carrier: true, state: true, byteCount: true, bytesRead: true, rows: true },
  ...{
    added: true,
    changed: true,
    unchanged: true,
    rejected: true,
    createdAt: true,
    finishedAt: true,
    createdBy: true,
  },
} as const;

const reasons = z.array(z.object({ reason: z.string(), count: z.number() })).catch([]);
const firstRejects = z.array(z.object({ line: z.number(), reason: z.string() })).catch([]);

async function namesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const where = { id: { in: [...new Set(ids)] } };
  const users = await reader(ctx).user.findMany({ where, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** The latest imports of stock by file, newest first. */
export async function listImports(ctx: Context): Promise<StockImportSummary[]> {
  authorize(ctx, 'stock.import');
  const rows = await reader(ctx).stockImport.findMany({
    where: { state: { not: 'receiving' } },
    select: SUMMARY,
    orderBy: { createdAt: 'desc' },
    take: MOST_SHOWN,
  });
  const names = await namesOf(
    ctx,
    rows.map(({ createdBy }) => createdBy),
  );
  return rows.map((row) => ({ ...row, createdBy: names.get(row.createdBy) ?? row.createdBy }));
}

/** One import; null when there is none. */
export async function findImport(ctx: Context, id: string): Promise<StockImportDetail | null> {
  authorize(ctx, 'stock.import');
  const row = await reader(ctx).stockImport.findUnique({
    where: { id },
    select: {
      ...SUMMARY,
      ...{ failureDomains: true, isNewCarrier: true, problem: true, attempts: true, reasons: true, firstRejects: true },
    },
  });
  if (!row) return null;
  const names = await namesOf(ctx, [row.createdBy]);
  return {
    ...row,
    createdBy: names.get(row.createdBy) ?? row.createdBy,
    reasons: reasons.parse(row.reasons),
    firstRejects: firstRejects.parse(row.firstRejects),
  };
}

/** The rows an import left out, as a file; null when there are none. */
export async function findRejects(ctx: Context, id: string): Promise<ReadableStream<Uint8Array> | null> {
  authorize(ctx, 'stock.import');
  const read = (position: number) =>
    db.stockImportChunk.findUnique({ where: { importId_file_position: { importId: id, file: 'rejects', position } } });
  let next = await read(0);
  if (!next) return null;
  let position = 0;
  return new ReadableStream({
    async pull(controller) {
      if (!next) return controller.close();
      controller.enqueue(next.bytes);
      position += 1;
      next = await read(position);
    },
  });
}
