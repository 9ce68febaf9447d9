import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { createAccount, testContext } from '@/lib/testing/factories';
import { completeApplication, createSubmitted, upload } from '@/lib/testing/factories-compliance';
import { createPdf, createPng } from '@/lib/testing/factories-documents';
import { addDocument } from './add-document';
import { createApplication } from './create-application';
import { openDocument } from './queries-documents';

async function fixture() {
  const account = await createAccount();
  const ctx = testContext(account);
  const { id: applicationId } = await createApplication(ctx, completeApplication);
  return { account, ctx, applicationId };
}

async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(body).arrayBuffer());
}

/** Of more than one chunk: noise does not pack. */
const large = createPdf({
  objects: [{ dictionary: '', stream: new Uint8Array(randomBytes(700_000)) }],
});

describe('a document', () => {
  it('comes back as it was, and lies sealed in the database', async () => {
    const { ctx, applicationId } = await fixture();
    const { id: documentId } = await upload(ctx, { applicationId, bytes: large, fileName: 'Udyam.pdf' });
    const opened = await openDocument(ctx, { documentId });
    expect(opened).toMatchObject({ item: 'registration_certificate', mediaType: 'application/pdf' });
    expect(opened.byteCount).toBe(large.length);
    expect(Buffer.from(await bytesOf(opened.body)).equals(large)).toBe(true);
    const chunks = await db.complianceDocumentChunk.findMany({ where: { documentId } });
    expect(chunks).toHaveLength(3);
    for (const { sealed } of chunks) expect(Buffer.from(sealed).includes('%PDF')).toBe(false);
  });

  it('does not open when a chunk was changed, moved or taken away', async () => {
    const { ctx, applicationId } = await fixture();
    const { id: documentId } = await upload(ctx, { applicationId, bytes: large });
    const read = async () => bytesOf((await openDocument(ctx, { documentId })).body);
    const key = (position: number) => ({ documentId_position: { documentId, position } });
    const [first, second] = await db.complianceDocumentChunk.findMany({
      where: { documentId },
      orderBy: { position: 'asc' },
    });
    await db.complianceDocumentChunk.update({ where: key(1), data: { sealed: first?.sealed ?? new Uint8Array() } });
    await expect(read()).rejects.toThrow();
    await db.complianceDocumentChunk.update({ where: key(1), data: { sealed: second?.sealed ?? new Uint8Array() } });
    expect((await read()).length).toBe(large.length);
    await db.complianceDocumentChunk.delete({ where: key(2) });
    await expect(read()).rejects.toThrow();
  });

  it('takes the place of the one before, and is not the same file twice', async () => {
    const { ctx, applicationId } = await fixture();
    const first = await upload(ctx, { applicationId });
    await expect(upload(ctx, { applicationId, item: 'gst_certificate' })).rejects.toThrow(
      'This is the same file as the Registration certificate of this application: choose another one.',
    );
    await upload(ctx, { applicationId, bytes: createPng() });
    expect(await db.complianceDocument.findMany({ where: { applicationId } })).toMatchObject([
      { mediaType: 'image/png' },
    ]);
    await expect(openDocument(ctx, { documentId: first.id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await db.complianceDocumentChunk.count({ where: { documentId: first.id } })).toBe(0);
  });

  it('is for its account’s managers, and for the operator once it is submitted', async () => {
    const { account, ctx, applicationId } = await fixture();
    const { id: documentId } = await upload(ctx, { applicationId });
    const stranger = await createAccount();
    const operator = testContext(stranger, 'owner', { isOperator: true });
    for (const role of ['finance', 'support'] as const)
      await expect(openDocument(testContext(account, role), { documentId })).rejects.toMatchObject({
        code: 'forbidden',
      });
    for (const other of [testContext(stranger), operator])
      await expect(openDocument(other, { documentId })).rejects.toMatchObject({ code: 'not_found' });
    const submitted = await createSubmitted(ctx);
    const document = await db.complianceDocument.findFirstOrThrow({ where: { applicationId: submitted } });
    expect(await openDocument(operator, { documentId: document.id })).toMatchObject({ byteCount: document.byteCount });
    await expect(openDocument(testContext(stranger), { documentId: document.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(openDocument(ctx, { documentId: '../1' })).rejects.toThrow('There is no such document.');
  });
});

describe('an upload of 50 MB', () => {
  /** Counts what is taken of it. */
  function endless() {
    const taken = { bytes: 0 };
    async function* body(): AsyncGenerator<Uint8Array> {
      const slice = new Uint8Array(64 * 1024);
      for (; taken.bytes < 50_000_000; taken.bytes += slice.length) yield slice;
    }
    return { taken, body: body() };
  }

  it.each([
    ['that says so is refused unread', 50_000_000, 0],
    ['that does not say is read to the limit and no further', null, 5 * 1024 * 1024],
    ['that says it is small is read to the limit and no further', 1_000, 5 * 1024 * 1024],
  ])('%s', async (_, declaredBytes, mostRead) => {
    const { ctx, applicationId } = await fixture();
    const { taken, body } = endless();
    const wish = { applicationId, item: 'gst_certificate', fileName: 'big.pdf', declaredBytes, body };
    await expect(addDocument(ctx, wish)).rejects.toThrow('The file is larger than 5 MB: choose a smaller one.');
    expect(taken.bytes).toBeLessThanOrEqual(mostRead);
    expect(await db.complianceDocument.count({ where: { applicationId } })).toBe(0);
  });
});

it.each([
  [{ item: 'passport' }, 'Document must be one of: registration_certificate, gst_certificate.'],
  [{ fileName: '../../etc/passwd' }, 'File name must not contain a path.'],
  [
    { bytes: new TextEncoder().encode('<svg onload="alert(1)"/>') },
    'Choose a PDF, JPEG or PNG file: this one is a web page or a drawing (SVG), whatever its name says.',
  ],
])('an upload of %j is refused and leaves nothing', async (wish, message) => {
  const { ctx, applicationId } = await fixture();
  await expect(upload(ctx, { applicationId, ...wish })).rejects.toThrow(message);
  expect(await db.complianceDocument.count({ where: { applicationId } })).toBe(0);
});
