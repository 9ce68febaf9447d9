import { parseArgs } from 'node:util';
import { findCommandContext } from '@/lib/accounts';
import { db } from '@/lib/db';
import { AppError, isUserMistake } from '@/lib/errors';
import type { LoadProgress } from '@/lib/stock';
import { cancelCall } from './cancel-call';
import { generateCalls } from './generate-calls';
import { hangUpCall } from './hang-up-call';
import { placeCall } from './place-call';

const USAGE = `Use one of:
  npm run calls -- place --from NUMBER --to NUMBER [--ring-timeout S] [--time-limit S]
  npm run calls -- prove --from NUMBER
  npm run calls -- hang-up CALL-ID
  npm run calls -- cancel CALL-ID
  npm run calls -- generate --count N [--days N] [--seed N]
each with [--account AUTH-ID]; without it the account is the demo's.

place     places a call from one of the account's numbers; Twinline must be running.
prove     tests a pair's fallback by an answered call over it, named by its primary number; free of charge.
hang-up   ends a call; cancel takes back one that waits for its turn.
generate  makes calls of the last days (30 unless told otherwise) from an account's own India numbers: answered, busy,
          failed, failed over, each with its attempts. They are free of charge, so that the books stay as they are.`;

const MAX_COUNT = 100_000_000;
const MAX_DAYS = 300;
const MAX_SEED = 2_147_483_647;
/** How often a progress line is written where it cannot be overwritten. */
const QUIET_MS = 5_000;

function wholeNumber(text: string | undefined, name: string, most: number): number {
  const value = /^\d{1,15}$/.test(text ?? '') ? Number(text) : Number.NaN;
  if (!(value >= 1 && value <= most))
    throw new AppError('invalid_input', `--${name} must be a whole number from 1 to ${most}.`);
  return value;
}

/** A line now and then, and one for each phase. */
function progressLines(): (progress: LoadProgress) => void {
  let last = 0;
  let phase = '';
  return (progress) => {
    if (progress.phase === phase && Date.now() - last < QUIET_MS) return;
    last = Date.now();
    phase = progress.phase;
    console.error(`${phase} ${Math.floor((100 * progress.done) / Math.max(1, progress.total))} %`);
  };
}

async function generate(args: string[]): Promise<void> {
  const options = {
    count: { type: 'string' },
    account: { type: 'string' },
    days: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
  } as const;
  const { values } = parseArgs({ args, options });
  const count = wholeNumber(values.count, 'count', MAX_COUNT);
  const days = wholeNumber(values.days, 'days', MAX_DAYS);
  const seed = wholeNumber(values.seed, 'seed', MAX_SEED);
  const { accountId } = await contextOf(values.account);
  const startedAt = performance.now();
  const added = await generateCalls({ accountId, count, days, seed, onProgress: progressLines() });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`Added ${new Intl.NumberFormat('en').format(added)} calls in ${seconds} s.`);
}

const contextOf = (authId: string | undefined) => findCommandContext('calls', authId);

async function place(args: string[], purpose: 'test' | 'proof'): Promise<void> {
  const options = {
    from: { type: 'string' },
    to: { type: 'string' },
    account: { type: 'string' },
    'ring-timeout': { type: 'string' },
    'time-limit': { type: 'string' },
  } as const;
  const { values } = parseArgs({ args, options });
  const { callUuid, state } = await placeCall(await contextOf(values.account), {
    from: values.from ?? '',
    ...(values.to !== undefined && { to: values.to }),
    purpose,
    ringTimeoutSeconds: values['ring-timeout'],
    timeLimitSeconds: values['time-limit'],
  });
  console.log(`${callUuid} ${state}`);
}

type EndCall = typeof hangUpCall;

async function end(args: string[], verb: EndCall): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: { account: { type: 'string' } },
    allowPositionals: true,
  });
  await verb(await contextOf(values.account), { callUuid: positionals[0] ?? '' });
}

const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  generate,
  place: (args) => place(args, 'test'),
  prove: (args) => place(args, 'proof'),
  'hang-up': (args) => end(args, hangUpCall),
  cancel: (args) => end(args, cancelCall),
};

/** npm run calls -- COMMAND; answers with the exit code. */
export default async function run([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || args.includes('--help')) {
    console.log(USAGE);
    return command || name === '--help' ? 0 : 1;
  }
  try {
    await command(args);
    return 0;
  } catch (error) {
    if (!isUserMistake(error)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await db.$disconnect();
  }
}
