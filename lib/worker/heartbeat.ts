import 'server-only';
import os from 'node:os';
import { db } from '@/lib/db';
import { every } from './every';
import type { Job } from './types';

const BEAT_MS = 5_000;
const FORGET_AFTER_MS = 3_600_000;

export const workerId = `${os.hostname()}:${process.pid}`;

/** Says that this worker lives; the readiness probe looks for it. */
export const heartbeat: Job = {
  name: 'heartbeat',
  start: async () => {
    const startedAt = new Date();
    await db.workerHeartbeat.deleteMany({ where: { beatAt: { lt: new Date(Date.now() - FORGET_AFTER_MS) } } });
    const stopBeating = await every({
      name: 'heartbeat',
      pauseMs: BEAT_MS,
      run: async () => {
        const beatAt = new Date();
        await db.workerHeartbeat.upsert({
          where: { workerId },
          create: { workerId, startedAt, beatAt },
          update: { startedAt, beatAt },
        });
      },
    }).start();
    return async () => {
      await stopBeating();
      await db.workerHeartbeat.deleteMany({ where: { workerId } });
    };
  },
};
