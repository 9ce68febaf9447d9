import 'server-only';
import { db } from '@/lib/db';

const KEPT_MS = 3_600_000;

/** Deletes uploaded calls that no run came for within an hour. */
export async function expireUploads(now: Date): Promise<number> {
  const { count } = await db.simulationUpload.deleteMany({
    where: { runId: null, createdAt: { lt: new Date(now.getTime() - KEPT_MS) } },
  });
  return count;
}
