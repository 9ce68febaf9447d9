/**
 * A worker that ends itself by SIGKILL at the step named in its arguments (`STEP RUN before|after`),
 * or runs on when none is named. What the kill proofs start, one process after the other.
 */
import { workflowsJob } from '@/lib/worker/workflows';
import type { Steps } from '@/lib/workflows';

const [fatalStep = '', fatalRun = '1', when = 'after'] = process.argv.slice(2);
let runs = 0;

function dying(steps: Steps): Steps {
  return {
    ...steps,
    run: async (name, work, options) => {
      if (name !== fatalStep) return steps.run(name, work, options);
      runs += 1;
      const isFatal = runs === Number(fatalRun);
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
