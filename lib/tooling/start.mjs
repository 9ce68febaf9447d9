// npm start: everything from a fresh clone to a running installation, and a clean end of it.
import { parentOf } from './process-identity.mjs';
import { Supervisor } from './supervisor.mjs';

const supervisor = new Supervisor();
const stop = () => void supervisor.stop().then(() => process.exit(0));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, stop);
// The terminal may be gone before the last words are said.
process.stdout.on('error', () => undefined);

// Between npm and us stands a shell that passes no signal on: when npm is killed, nobody else tells us.
const callers = () => `${process.ppid} ${parentOf(process.ppid)}`;
const callersAtStart = callers();
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (callers() !== callersAtStart) stop();
  }, 1_000).unref();
}

try {
  await supervisor.start();
} catch (error) {
  // A step cut off by the signal fails too; that is no failure of its own.
  if (!supervisor.isStopping) {
    console.error(error instanceof Error ? error.message : error);
    await supervisor.stop();
    process.exit(1);
  }
}
