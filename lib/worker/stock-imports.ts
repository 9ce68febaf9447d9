import 'server-only';
import { log } from '@/lib/log';
import { claimImport, performImport } from '@/lib/stock';
import { every } from './every';
import { workerId } from './heartbeat';
import type { Job } from './types';

/** Stock files that operators uploaded, one at a time: dry runs, and imports that were asked for. */
export const stockImports: Job = every({
  name: 'import stock',
  pauseMs: 500,
  run: async (signal) => {
    while (!signal.aborted) {
      const held = await claimImport(workerId, new Date());
      if (!held) return;
      const end = await performImport(held, signal);
      log.info({ stockImport: held.id, end }, 'a run of a stock import ended');
    }
  },
});
