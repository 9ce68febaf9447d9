import { parseArgs } from 'node:util';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { LoadProgress } from '@/lib/stock';
import { generateCalls } from './generate-calls';

const USAGE = `Use:
  npm run calls -- generate --count N [--account AUTH-ID] [--days N] [--seed N]

generate  makes calls of the last days (30 unless told otherwise) from an account's own India numbers: answered, busy,
          failed, failed over, each with its attempts. They are free of charge, so that the books stay as they are.
          The account is named by its Auth ID; without one it is the demo's.`;

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

async function findAccount(authId: string | undefined): Promise<string> {
  const account = await db.account.findFirst({ where: authId ? { authId } : { isDemo: true }, select: { id: true } });
  if (account) return account.id;
  throw new AppError(
    'not_found',
    authId ? `No account has the Auth ID ${authId}.` : 'There is no demo account: give --account AUTH-ID.',
  );
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
  const accountId = await findAccount(values.account);
  const startedAt = performance.now();
  const added = await generateCalls({ accountId, count, days, seed, onProgress: progressLines() });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`Added ${new Intl.NumberFormat('en').format(added)} calls in ${seconds} s.`);
}

function isUserMistake(error: unknown): error is Error {
  const isArgument = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return error instanceof AppError || isArgument;
}

/** npm run calls -- generate …; answers with the exit code. */
export default async function run([name = '', ...args]: string[]): Promise<number> {
  if (name !== 'generate' || args.includes('--help')) {
    console.log(USAGE);
    return name === 'generate' || name === '--help' ? 0 : 1;
  }
  try {
    await generate(args);
    return 0;
  } catch (error) {
    if (!isUserMistake(error)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await db.$disconnect();
  }
}
