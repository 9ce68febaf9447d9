import 'server-only';
import { db, type Prisma } from '@/lib/db';
import { readFigures } from '@/lib/metrics';
import { every } from './every';
import { workerId } from './heartbeat';
import type { Job } from './types';

const TELL_MS = 10_000;
const FORGET_AFTER_MS = 600_000;

/**
 * Tells this worker's figures through the database, where /api/metrics finds those of every worker: a worker needs no
 * port of its own, and there may be any number of them on any machines.
 */
export const figures: Job = {
  name: 'tell figures',
  start: async () => {
    const stopTelling = await every({
      name: 'tell figures',
      pauseMs: TELL_MS,
      run: async () => {
        const at = new Date();
        const told: Prisma.InputJsonValue = JSON.parse(JSON.stringify(await readFigures()));
        await db.processFigures.upsert({
          where: { processId: workerId },
          create: { processId: workerId, role: 'worker', at, figures: told },
          update: { at, figures: told },
        });
        await db.processFigures.deleteMany({ where: { at: { lt: new Date(at.getTime() - FORGET_AFTER_MS) } } });
      },
    }).start();
    return async () => {
      await stopTelling();
      await db.processFigures.deleteMany({ where: { processId: workerId } });
    };
  },
};
