import 'server-only';
import { recordAudit } from '@/lib/audit';
import { actingUserId, authorize } from '@/lib/auth';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { MOST_STOCK_BYTES } from './format';
import { ImportCarrier } from './import-carrier';
import { type ReceiveImportInput, receiveImportInput } from './schema';

const CHUNK_BYTES = 256 * 1024;

/**
 * Takes a carrier's stock file in, chunk by chunk into the database, so that a worker on any machine finds it. Its dry
 * run waits for a worker then; nothing is imported before somebody asks for it.
 *
 * @throws AppError forbidden, invalid_input, conflict (the carrier has other failure domains).
 */
export async function receiveImport(
  ctx: Context,
  input: ReceiveImportInput,
  body: AsyncIterable<Uint8Array>,
): Promise<{ importId: string }> {
  authorize(ctx, 'stock.import');
  const { fileName, carrier, failureDomains } = parseInput(receiveImportInput, input);
  await ImportCarrier.find({ carrier, failureDomains });
  const { accountId, requestId } = ctx;
  const id = createId('stk');
  const createdBy = actingUserId(ctx);
  const asked = { id, accountId, createdBy, requestId, fileName, carrier, failureDomains, createdAt: ctx.now() };
  await db.stockImport.create({ data: { ...asked, state: 'receiving' } });
  try {
    const byteCount = await keepChunks(id, body);
    if (byteCount === 0) throw new AppError('invalid_input', 'The file is empty.', { field: 'file' });
    await db.$transaction(async (tx) => {
      await tx.stockImport.update({ where: { id }, data: { state: 'checking', byteCount } });
      const after = { carrier, failureDomains, byteCount };
      await recordAudit({ ...ctx, accountId: null }, tx, {
        action: 'stock.upload',
        entityType: 'stock_import',
        entityId: id,
        after,
      });
    });
    return { importId: id };
  } catch (error) {
    await db.stockImport.deleteMany({ where: { id } });
    throw error;
  }
}

async function keepChunks(importId: string, body: AsyncIterable<Uint8Array>): Promise<number> {
  let byteCount = 0;
  let position = 0;
  for await (const bytes of chunksOf(body)) {
    byteCount += bytes.byteLength;
    await db.stockImportChunk.create({ data: { importId, file: 'uploaded', position, bytes } });
    position += 1;
  }
  return byteCount;
}

/** The body in pieces of one size, read up to its limit and no further. */
async function* chunksOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let total = 0;
  const take = () => {
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const piece of waiting) {
      bytes.set(piece, at);
      at += piece.byteLength;
    }
    waiting = [];
    size = 0;
    return bytes;
  };
  for await (const piece of body) {
    total += piece.byteLength;
    if (total > MOST_STOCK_BYTES)
      throw new AppError(
        'invalid_input',
        `The file is larger than ${MOST_STOCK_BYTES / 1e6} MB: split it, or import it by npm run stock.`,
        { field: 'file' },
      );
    waiting.push(piece);
    size += piece.byteLength;
    if (size >= CHUNK_BYTES) yield take();
  }
  if (size > 0) yield take();
}
