import 'server-only';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { AuditContext } from '@/lib/audit';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { type ImportCounts, importStock } from './import-stock';
import { RejectTally } from './reject-tally';
import { type ClaimedImport, releaseRun, settleRun, tellRun } from './stock-import-runs';

const TELL_EVERY_MS = 500;
/** Well within the lease, also while a batch or the last clean-up takes long. */
const BEAT_EVERY_MS = 3_000;
const CHUNK_BYTES = 256 * 1024;
const LEFT = 'Whoever asked for it is no longer an operator of this installation, so it was not gone on with.';

type RunEnd = 'checked' | 'done' | 'failed' | 'canceled' | 'stopped';

/** Runs a claimed import, or its dry run, to its end; gives it back when the worker stops meanwhile. */
export async function performImport(held: ClaimedImport, stopping: AbortSignal): Promise<RunEnd> {
  const ctx = await findOperator(held);
  if (!ctx) return end(held, { state: 'failed', problem: LEFT }, 'failed');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'twinline-stock-'));
  try {
    return await runIn(folder, held, ctx, stopping);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return end(held, { state: 'failed', problem: error.message }, 'failed');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In whose name it runs: the operator who asked, while they are one. */
async function findOperator({ createdBy, requestId }: ClaimedImport): Promise<AuditContext | null> {
  const user = await db.user.findUnique({ where: { id: createdBy }, select: { isOperator: true } });
  if (!user?.isOperator) return null;
  const actor = { type: 'user' as const, userId: createdBy, role: 'support' as const, isOperator: true };
  return { accountId: null, actor, requestId, now: () => new Date() };
}

async function end(held: ClaimedImport, data: Parameters<typeof settleRun>[1], word: RunEnd): Promise<RunEnd> {
  await settleRun(held, data);
  return word;
}

async function runIn(folder: string, held: ClaimedImport, ctx: AuditContext, stopping: AbortSignal): Promise<RunEnd> {
  const file = path.join(folder, 'stock.csv');
  const rejectsFile = path.join(folder, 'rejects.csv');
  await fetchFile(held.id, file);
  const isDryRun = held.state === 'checking';
  const tally = new RejectTally();
  const taken = new AbortController();
  const teller = new Teller(held, taken);
  const beat = setInterval(() => teller.say({}), BEAT_EVERY_MS);
  const summary = await importStock(ctx, {
    ...{ file, rejectsFile, isDryRun, carrier: held.carrier, failureDomains: held.failureDomains },
    signal: AbortSignal.any([stopping, taken.signal]),
    onReject: (line, reason) => tally.add(line, reason),
    onProgress: ({ done }, counts) => teller.tell(done, counts),
  }).finally(() => clearInterval(beat));
  await teller.settled();
  if (taken.signal.aborted) return 'canceled';
  if (summary.isStopped) {
    // What it has done by now: the next run meets it as unchanged.
    await tellRun(held, countsOf(held, summary));
    await releaseRun(held);
    return 'stopped';
  }
  await keepRejects(held.id, summary.rejected > 0 ? rejectsFile : null);
  const state = isDryRun ? ('checked' as const) : ('done' as const);
  const result = { reasons: tally.reasons, firstRejects: tally.first, isNewCarrier: summary.isNewCarrier };
  await settleRun(held, { ...result, ...countsOf(held, summary), state, problem: null });
  if (!isDryRun) await db.stockImportChunk.deleteMany({ where: { importId: held.id, file: 'uploaded' } });
  return state;
}

/** With what earlier runs of this import had done, which this one met as unchanged. */
function countsOf({ earlier }: ClaimedImport, { rows, added, changed, unchanged, rejected }: ImportCounts) {
  const known = earlier.added + earlier.changed;
  return {
    ...{ rows, rejected, added: added + earlier.added, changed: changed + earlier.changed },
    unchanged: Math.max(0, unchanged - known),
  };
}

/** Tells the import's row how far it is, one word at a time; hears from it when the import is no longer this worker's. */
class Teller {
  #last = 0;
  #telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly held: ClaimedImport,
    private readonly taken: AbortController,
  ) {}

  tell(bytesRead: number, counts: ImportCounts): void {
    if (performance.now() - this.#last < TELL_EVERY_MS) return;
    this.#last = performance.now();
    this.say({ bytesRead, ...countsOf(this.held, counts) });
  }

  say(data: Parameters<typeof tellRun>[1]): void {
    this.#telling = this.#telling
      .then(async () => {
        if (!(await tellRun(this.held, data))) this.taken.abort();
      })
      // The database may be away for a moment; if it stays away, the import itself fails.
      .catch((error: unknown) => log.warn({ err: error, stockImport: this.held.id }, 'progress could not be told'));
  }

  settled(): Promise<void> {
    return this.#telling;
  }
}

async function fetchFile(importId: string, file: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (let position = 0; ; position += 1) {
      const key = { importId, file: 'uploaded' as const, position };
      const chunk = await db.stockImportChunk.findUnique({ where: { importId_file_position: key } });
      if (!chunk) return;
      await handle.write(chunk.bytes);
    }
  } finally {
    await handle.close();
  }
}

async function keepRejects(importId: string, file: string | null): Promise<void> {
  await db.stockImportChunk.deleteMany({ where: { importId, file: 'rejects' } });
  if (!file) return;
  let position = 0;
  for await (const bytes of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
    await db.stockImportChunk.create({ data: { importId, file: 'rejects', position, bytes: new Uint8Array(bytes) } });
    position += 1;
  }
}
