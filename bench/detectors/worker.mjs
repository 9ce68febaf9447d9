// A worker thread of the leaderboard: one job at a time. TypeScript has to be taught to each thread anew.
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { runJob } = await import('./jobs');
parentPort?.on('message', (job) => parentPort?.postMessage(runJob(job)));
