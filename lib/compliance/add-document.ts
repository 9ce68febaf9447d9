import 'server-only';
import { createHash } from 'node:crypto';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { actorId, type Context, reader, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { seal } from '@/lib/seal';
import { checkDocument, checkFileName } from './check-document';
import { assertEditable, lockApplication } from './find-application';
import { ITEM_WORDS, MAX_DOCUMENT_BYTES } from './format';
import { chunkScope, withCorrected } from './rules';
import { addDocumentInput } from './schema';
import type { DocumentItem, MediaType } from './types';

/** Bytes of a document that are sealed, stored and read together. */
const CHUNK_BYTES = 256 * 1024;

interface UploadedDocument {
  applicationId: string;
  item: string;
  fileName: string;
  /** What the request says it is long; null when it does not say. */
  declaredBytes: number | null;
  body: AsyncIterable<Uint8Array>;
}

/**
 * Puts a certificate into an application, in the place of the one it had. Nothing is read of a body that says it is too
 * long; one that does not say is read up to the limit and no further. What it is, its content decides. Stored sealed.
 */
export async function addDocument(ctx: Context, upload: UploadedDocument): Promise<{ id: string }> {
  authorize(ctx, 'compliance.manage');
  const { applicationId, item } = parseInput(addDocumentInput, upload);
  const fileName = checkFileName(upload.fileName);
  if (upload.declaredBytes !== null && upload.declaredBytes > MAX_DOCUMENT_BYTES) throw tooLarge();
  const known = await reader(ctx).complianceApplication.findFirst({
    where: { id: applicationId, accountId: ctx.accountId },
    select: { status: true },
  });
  if (known) assertEditable(known.status);
  else throw new AppError('not_found', 'Compliance application is unknown; choose one of yours.');
  const bytes = await readUpTo(upload.body, MAX_DOCUMENT_BYTES);
  const mediaType = await checkDocument(bytes);
  return withTransaction(ctx, (tx) => storeDocument(ctx, tx, { applicationId, item, fileName, mediaType, bytes }));
}

function tooLarge(): AppError {
  return new AppError('invalid_input', 'The file is larger than 5 MB: choose a smaller one.', { field: 'file' });
}

async function readUpTo(body: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > most) throw tooLarge();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

interface NewDocument {
  applicationId: string;
  item: DocumentItem;
  fileName: string;
  mediaType: MediaType;
  bytes: Uint8Array;
}

async function storeDocument(ctx: Context, tx: Transaction, document: NewDocument): Promise<{ id: string }> {
  const { applicationId, item, fileName, mediaType, bytes } = document;
  const known = await lockApplication(tx, applicationId, ctx.accountId);
  assertEditable(known.status);
  const digest = new Uint8Array(createHash('sha256').update(bytes).digest());
  const others = await tx.complianceDocument.findMany({
    where: { applicationId },
    select: { item: true, digest: true },
  });
  const same = others.find((other) => Buffer.from(digest).equals(other.digest));
  if (same) {
    const sentence = `This is the same file as the ${ITEM_WORDS[same.item]} of this application: choose another one.`;
    throw new AppError('conflict', sentence, { field: 'file' });
  }
  await tx.complianceDocument.deleteMany({ where: { applicationId, item } });
  const id = createId('doc');
  const about = { fileName, mediaType, byteCount: bytes.length };
  const count = Math.ceil(bytes.length / CHUNK_BYTES);
  const chunks = Array.from({ length: count }, (_, position) => ({
    position,
    sealed: seal(
      chunkScope({ accountId: ctx.accountId, documentId: id, position, count }),
      bytes.subarray(position * CHUNK_BYTES, (position + 1) * CHUNK_BYTES),
    ),
  }));
  await tx.complianceDocument.create({
    data: { id, applicationId, item, ...about, digest, uploadedBy: actorId(ctx), uploadedAt: ctx.now() },
    select: { id: true },
  });
  await tx.complianceDocumentChunk.createMany({ data: chunks.map((chunk) => ({ ...chunk, documentId: id })) });
  await tx.complianceApplication.update({
    where: { id: applicationId },
    data: { itemReasons: { ...withCorrected(known.itemReasons, item) } },
    select: { id: true },
  });
  await recordAudit(ctx, tx, {
    action: 'compliance.add_document',
    entityType: 'compliance_application',
    entityId: applicationId,
    after: { item, ...about },
  });
  return { id };
}
