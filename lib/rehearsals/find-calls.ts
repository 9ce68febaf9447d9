import 'server-only';
import { z } from 'zod';
import { type Context, reader } from '@/lib/context';
import { instantOf } from '@/lib/datetime';
import { AppError } from '@/lib/errors';
import { countLog } from './collect-calls';
import type { ReplayCalls } from './compose-replay';
import { MOST_UPLOAD_CALLS } from './format';
import { listReplayCarriers } from './queries-carriers';
import type { StartReplay } from './schema';
import type { RunSource } from './types';

export interface ChosenCalls {
  calls: ReplayCalls;
  source: RunSource;
}

/** Which calls a replay is about, and what is kept of the choice. */
export function collectCallsOf(ctx: Context, asked: StartReplay['calls'], timeZone: string): Promise<ChosenCalls> {
  return asked.kind === 'upload' ? uploaded(ctx, asked) : logged(ctx, asked, timeZone);
}

/** A file does not say whose numbers they are. */
const OWN_CARRIER = { id: 'primary', name: 'Carrier of the numbers' };
const OTHER_CARRIER = { id: 'fallback', name: 'Carrier of the fallbacks' };

const keptSummary = z.object({
  calls: z.number(),
  from: z.string(),
  to: z.string(),
  numberCount: z.number(),
  numbers: z.array(z.string()),
});

async function uploaded(
  ctx: Context,
  { uploadId }: Extract<StartReplay['calls'], { kind: 'upload' }>,
): Promise<ChosenCalls> {
  const upload = await reader(ctx).simulationUpload.findFirst({
    where: { id: uploadId, accountId: ctx.accountId, runId: null },
    select: { fileName: true, summary: true },
  });
  if (!upload)
    throw new AppError('not_found', 'The uploaded calls are no longer there; upload the file again.', {
      field: 'file',
    });
  const { calls, from, to, numberCount, numbers } = keptSummary.parse(upload.summary);
  const { isIndia, ...span } = { isIndia: mostlyIndia(numbers), first: new Date(from), last: new Date(to) };
  return {
    calls: { ...span, isIndia, count: calls, numbers: numberCount, primary: OWN_CARRIER, fallback: OTHER_CARRIER },
    source: { kind: 'upload', fileName: upload.fileName, calls, from, to },
  };
}

type LogChoice = Extract<StartReplay['calls'], { kind: 'log' }>;

async function logged(ctx: Context, asked: LogChoice, timeZone: string): Promise<ChosenCalls> {
  const carriers = await listReplayCarriers(ctx);
  const carrier = carriers.find(({ slug }) => slug === asked.carrier);
  if (!carrier)
    throw new AppError('invalid_input', 'None of your numbers is on this carrier; choose one from the list.', {
      field: 'calls.carrier',
    });
  const foreign = asked.numbers.find((number) => !carrier.numbers.includes(number));
  if (foreign !== undefined)
    throw new AppError('invalid_input', `${foreign} is none of your numbers on ${carrier.name}.`, {
      field: 'calls.numbers',
    });
  const from = instantOf(timeZone, asked.from);
  const to = instantOf(timeZone, asked.to);
  if (!from || !to || to <= from)
    throw new AppError('invalid_input', 'The last moment of the calls must lie after the first.', {
      field: 'calls.to',
    });
  const numbers = asked.numbers.length > 0 ? asked.numbers : carrier.numbers;
  const found = await countLog(ctx.accountId, { from, to, numbers });
  if (!found)
    throw new AppError('not_found', `There is no call from these numbers of ${carrier.name} in that time.`, {
      field: 'calls.from',
    });
  if (found.calls > MOST_UPLOAD_CALLS)
    throw new AppError(
      'invalid_input',
      `That time holds more than ${MOST_UPLOAD_CALLS.toLocaleString('en')} calls; choose a shorter one.`,
      { field: 'calls.to' },
    );
  const { calls: count, first, last } = found;
  return {
    calls: {
      ...{ count, first, last, numbers: numbers.length, isIndia: mostlyIndia(numbers) },
      primary: { id: carrier.slug, name: carrier.name },
      fallback: carrier.fallback ?? OTHER_CARRIER,
    },
    source: {
      ...{ kind: 'log', carrier: carrier.slug, numbers, calls: count },
      ...{ from: first.toISOString(), to: last.toISOString() },
      range: { from: from.toISOString(), to: to.toISOString() },
    },
  };
}

function mostlyIndia(numbers: readonly string[]): boolean {
  return numbers.filter((number) => number.startsWith('91')).length * 2 > numbers.length;
}
