import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader, readTimeZone, withTransaction } from '@/lib/context';
import { formatInstant, instantOf } from '@/lib/datetime';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { composeReplay, TAIL_MS } from './compose-replay';
import { type ChosenCalls, collectCallsOf } from './find-calls';
import { FAULT_WORDS } from './format';
import { parseScenario } from './parse-scenario';
import { tooManyCalls } from './rules';
import { type StartReplay, type StartReplayInput, startReplayInput } from './schema';
import { insertRun } from './start-run';

/** Puts the account's own calls on the worker's list, against a fault they never met. */
export async function startReplay(ctx: Context, input: StartReplayInput): Promise<{ runId: string }> {
  authorize(ctx, 'simulations.run');
  const asked = parseInput(startReplayInput, input);
  const timeZone = await readTimeZone(ctx);
  const { currency } = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { currency: true },
  });
  const chosen = await collectCallsOf(ctx, asked.calls, timeZone);
  const size = { calls: chosen.calls.count, policies: asked.policies.length, seeds: asked.seeds };
  const problem = tooManyCalls(size);
  if (problem) throw new AppError('invalid_input', problem, { field: 'calls' });
  const faultAt = faultMoment(asked, chosen, timeZone);
  const title =
    asked.name ?? `Own calls on ${chosen.calls.primary.name}, ${uncapitalised(FAULT_WORDS[asked.fault.kind])}`;
  const scenario = composeReplay(chosen.calls, asked, { title, currency, faultAt });
  parseScenario(scenario);
  return withTransaction(ctx, async (tx) => {
    const { policies, seeds } = asked;
    const run = await insertRun(ctx, tx, { name: title, scenario, source: chosen.source, policies, seeds });
    if (asked.calls.kind === 'log') return run;
    const { count } = await tx.simulationUpload.updateMany({
      where: { id: asked.calls.uploadId, accountId: ctx.accountId, runId: null },
      data: { runId: run.runId },
    });
    if (count === 0)
      throw new AppError('not_found', 'The uploaded calls are no longer there; upload the file again.', {
        field: 'file',
      });
    return run;
  });
}

/** When the fault begins; it has to lie where the calls do. */
function faultMoment({ fault }: StartReplay, { calls }: ChosenCalls, timeZone: string): Date {
  const at = instantOf(timeZone, fault.at);
  const endsAt = (at?.getTime() ?? 0) + fault.minutes * 60_000;
  // Whole minutes are asked for: that of the first call is one of theirs.
  const earliest = Math.floor(calls.first.getTime() / 60_000) * 60_000;
  if (at && at.getTime() >= earliest && endsAt <= calls.last.getTime() + TAIL_MS)
    return at < calls.first ? calls.first : at;
  throw new AppError(
    'invalid_input',
    `The fault must begin and end between ${formatInstant(calls.first, timeZone)} and ${formatInstant(calls.last, timeZone)}, when the calls were placed.`,
    { field: 'fault.at' },
  );
}

function uncapitalised(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
