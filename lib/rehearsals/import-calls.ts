import 'server-only';
import { Readable } from 'node:stream';
import { serialize } from 'node:v8';
import { authorize } from '@/lib/auth';
import { actorId, type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { ReplayError, type ReplayFile, readCalls } from '@/lib/simulator/replay/load';
import { MOST_UPLOAD_BYTES, MOST_UPLOAD_CALLS } from './format';
import type { UploadSummary } from './types';

const MOST_MISTAKES = 20;
const MOST_NUMBERS = 50;

interface UploadedFile {
  fileName: string;
  body: AsyncIterable<Uint8Array>;
}

/**
 * Reads call records from a CSV file, keeps the calls for the one run they are meant for, and says what was read.
 * An account has one upload that waits for its run: a new one takes its place.
 */
export async function importCalls(ctx: Context, { fileName, body }: UploadedFile): Promise<UploadSummary> {
  authorize(ctx, 'simulations.run');
  const mistakes: UploadSummary['mistakes'] = [];
  const file = await readFile(body, (line, reason) => {
    if (mistakes.length < MOST_MISTAKES) mistakes.push({ line, reason });
  });
  const { recording } = file;
  const lasts = recording.at[recording.count - 1] ?? 0;
  const summary: Omit<UploadSummary, 'uploadId'> = {
    fileName: fileName.slice(0, 200),
    ...{ rows: file.rows, calls: recording.count, rejected: file.rejected, inbound: file.inbound, mistakes },
    ...{ numbers: recording.callers.slice(0, MOST_NUMBERS), numberCount: recording.callers.length },
    from: new Date(recording.startedAt).toISOString(),
    to: new Date(recording.startedAt + lasts).toISOString(),
  };
  const uploadId = createId('upl');
  await withTransaction(ctx, async (tx) => {
    await tx.simulationUpload.deleteMany({ where: { accountId: ctx.accountId, runId: null } });
    await tx.simulationUpload.create({
      data: {
        ...{ id: uploadId, accountId: ctx.accountId, fileName: summary.fileName, summary },
        ...{ calls: Uint8Array.from(serialize(recording)), createdBy: actorId(ctx), createdAt: ctx.now() },
      },
    });
  });
  return { ...summary, uploadId };
}

async function readFile(
  body: AsyncIterable<Uint8Array>,
  onReject: (line: number, reason: string) => void,
): Promise<ReplayFile> {
  try {
    const source = Readable.from(upTo(body, MOST_UPLOAD_BYTES), { objectMode: false });
    return await readCalls(source, { name: 'The file', onReject, mostCalls: MOST_UPLOAD_CALLS });
  } catch (error) {
    if (!(error instanceof ReplayError)) throw error;
    throw new AppError('invalid_input', `${error.message}.`, { field: 'file', cause: error });
  }
}

async function* upTo(body: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > most)
      throw new AppError('invalid_input', `The file is larger than ${most / 1e6} MB; upload fewer calls at a time.`, {
        field: 'file',
      });
    yield chunk;
  }
}
