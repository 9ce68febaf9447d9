import { heartbeat } from './heartbeat';
import type { Job } from './types';

/** Everything the worker does, started in this order and stopped in the opposite one. */
export const jobs: readonly Job[] = [heartbeat];
