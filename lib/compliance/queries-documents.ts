import 'server-only';
import { authorize, isAllowed } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { unseal } from '@/lib/seal';
import { MEDIA_TYPES } from './queries';
import { chunkScope } from './rules';
import { documentInput } from './schema';
import type { DocumentItem, MediaType } from './types';

export interface OpenedDocument {
  item: DocumentItem;
  mediaType: MediaType;
  byteCount: number;
  body: ReadableStream<Uint8Array>;
}

/**
 * A document's bytes, read and opened chunk by chunk as they are taken: for those who manage the account's
 * applications, and for the operator once an application was submitted.
 */
export async function openDocument(ctx: Context, input: { documentId: string }): Promise<OpenedDocument> {
  const isOperator = isAllowed(ctx, 'compliance.review');
  if (!isOperator) authorize(ctx, 'compliance.manage');
  const { documentId } = parseInput(documentInput, input);
  const own = { accountId: ctx.accountId };
  const seen = isAllowed(ctx, 'compliance.manage') ? [own] : [];
  const document = await reader(ctx).complianceDocument.findFirst({
    where: {
      id: documentId,
      application: { OR: isOperator ? [...seen, { status: { not: 'draft' } }] : seen },
    },
    select: {
      item: true,
      mediaType: true,
      byteCount: true,
      application: { select: { accountId: true } },
      _count: { select: { chunks: true } },
    },
  });
  const mediaType = MEDIA_TYPES.find((known) => known === document?.mediaType);
  if (!document || !mediaType || document.item === 'business_details')
    throw new AppError('not_found', 'There is no such document.');
  const place = { accountId: document.application.accountId, documentId, count: document._count.chunks };
  return { item: document.item, mediaType, byteCount: document.byteCount, body: chunksOf(place) };
}

function chunksOf(place: { accountId: string; documentId: string; count: number }): ReadableStream<Uint8Array> {
  let position = 0;
  return new ReadableStream({
    async pull(controller) {
      if (position >= place.count) return controller.close();
      const { sealed } = await db.complianceDocumentChunk.findUniqueOrThrow({
        where: { documentId_position: { documentId: place.documentId, position } },
      });
      controller.enqueue(unseal(chunkScope({ ...place, position }), sealed));
      position += 1;
    },
  });
}
