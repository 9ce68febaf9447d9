/**
 * A worker that ends itself by SIGKILL right after the step named in the environment has been
 * stored, or runs on when none is named. What the kill tests start, one process after the other.
 */
import { workflowsJob } from '@/lib/worker/workflows';
import type { Steps } from '@/lib/workflows';

const [dieAfter = '', when = 'after'] = process.argv.slice(2);

function dying(steps: Steps): Steps {
  return {
    ...steps,
    run: async (name, work, options) => {
      const isFatal = name === dieAfter;
      const result = await steps.run(
        name,
        async () => {
          const done = await work();
          // Before the result is stored: the step's effects are there, its memory is not.
          if (isFatal && when === 'before') process.kill(process.pid, 'SIGKILL');
          return done;
        },
        options,
      );
      if (isFatal && when === 'after') process.kill(process.pid, 'SIGKILL');
      return result;
    },
  };
}

await workflowsJob(dying).start();
process.send?.('ready');
