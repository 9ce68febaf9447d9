import { parseArgs } from 'node:util';
import type { AuditContext } from '@/lib/audit';
import { db } from '@/lib/db';
import { AppError, isUserMistake } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { generateStock } from './generate-stock';
import { importStock } from './import-stock';
import { STOCK_COLUMNS } from './parse-stock-row';
import { countStock } from './queries';
import type { LoadProgress } from './types';
import { updateCarrier } from './update-carrier';

const COLUMN_HELP = Object.entries(STOCK_COLUMNS)
  .map(([name, { isRequired, meaning }]) => `  ${name.padEnd(13)}${isRequired ? 'required  ' : 'optional  '}${meaning}`)
  .join('\n');

const USAGE = `Use one of:
  npm run stock -- list
  npm run stock -- generate --count N [--seed N]
  npm run stock -- import FILE.csv --carrier NAME [--failure-domains A,B] [--rejects FILE]
  npm run stock -- carrier NAME --failure-domains A,B

list      counts the numbers by carrier, country, type and status.
generate  makes invented carriers' numbers over the real numbering plans; the same seed makes the same numbers.
import    takes a carrier's numbers from a CSV file. Rows that are wrong are reported with their line and left out;
          numbers that customers have are never changed; the same file may be imported again. The exit code is 1 when
          any row was left out. A carrier that is new backs others up unless they share one of its failure domains,
          for instance --failure-domains upstream:acme,dc:mumbai-1.
carrier   changes a carrier's failure domains, unless two numbers of a pair would share one then.

The file's first line names its columns, in any order:
${COLUMN_HELP}`;

const MAX_COUNT = 500_000_000;
/** How often a progress line is written where it cannot be overwritten. */
const QUIET_MS = 5_000;

/** One line that is overwritten on a terminal, else a new one now and then. */
function progressLine(): { show: (progress: LoadProgress) => void; end: () => void } {
  const isTerminal = process.stderr.isTTY;
  let last = 0;
  let phase = '';
  return {
    show(progress) {
      const isDue = progress.phase !== phase || Date.now() - last >= (isTerminal ? 100 : QUIET_MS);
      if (!isDue) return;
      last = Date.now();
      phase = progress.phase;
      const percent = Math.floor((100 * progress.done) / Math.max(1, progress.total));
      process.stderr.write(isTerminal ? `\r\x1b[K${phase} ${percent} %` : `${phase} ${percent} %\n`);
    },
    end() {
      if (isTerminal) process.stderr.write('\r\x1b[K');
    },
  };
}

function operatorContext(name: string): AuditContext {
  return { accountId: null, actor: { type: 'command', name }, requestId: createId('req'), now: () => new Date() };
}

const figure = new Intl.NumberFormat('en');

function seconds(since: number): number {
  return Math.max(0.001, (performance.now() - since) / 1000);
}

function wholeNumber(text: string | undefined, { name, most }: { name: string; most: number }): number {
  const value = /^\d{1,15}$/.test(text ?? '') ? Number(text) : Number.NaN;
  if (!(value >= 1 && value <= most))
    throw new AppError('invalid_input', `--${name} must be a whole number from 1 to ${most}.`);
  return value;
}

async function generate(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { count: { type: 'string' }, seed: { type: 'string', default: '1' } },
  });
  const count = wholeNumber(values.count, { name: 'count', most: MAX_COUNT });
  const seed = wholeNumber(values.seed, { name: 'seed', most: 2_147_483_647 });
  const started = performance.now();
  const line = progressLine();
  const added = await generateStock({ count, seed, onProgress: line.show });
  line.end();
  console.log(`Added ${figure.format(added)} numbers in ${seconds(started).toFixed(1)} s.`);
  return 0;
}

function splitDomains(text = ''): string[] {
  return text
    .split(',')
    .map((domain) => domain.trim())
    .filter((domain) => domain !== '');
}

async function changeCarrier(args: string[]): Promise<number> {
  const options = { 'failure-domains': { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const [carrier] = positionals;
  if (!carrier || positionals.length > 1)
    throw new AppError('invalid_input', 'Give one carrier and --failure-domains A,B.');
  const failureDomains = splitDomains(values['failure-domains']);
  const changed = await updateCarrier(operatorContext('stock carrier'), { carrier, failureDomains });
  console.log(`${changed.name} has the failure domains ${changed.failureDomains.join(', ')}.`);
  return 0;
}

async function importFile(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { carrier: { type: 'string' }, rejects: { type: 'string' }, 'failure-domains': { type: 'string' } },
  });
  const [file] = positionals;
  if (!file || positionals.length > 1 || !values.carrier)
    throw new AppError('invalid_input', 'Give one file and --carrier NAME.');
  const started = performance.now();
  const line = progressLine();
  const summary = await importStock(operatorContext('stock import'), {
    file,
    carrier: values.carrier,
    failureDomains: splitDomains(values['failure-domains']),
    rejectsFile: values.rejects,
    onProgress: line.show,
    onReject: (at, reason) => {
      line.end();
      console.error(`line ${at}: ${reason}`);
    },
  });
  line.end();
  if (summary.isNewCarrier) console.log(`${summary.carrierName} is a new carrier.`);
  const rate = figure.format(Math.round(summary.rows / seconds(started)));
  const counts = (['added', 'changed', 'unchanged', 'rejected'] as const).map(
    (what) => `${figure.format(summary[what])} ${what}`,
  );
  console.log(
    `Read ${figure.format(summary.rows)} rows in ${seconds(started).toFixed(1)} s (${rate} a second): ${counts.join(', ')}.`,
  );
  return summary.rejected === 0 ? 0 : 1;
}

async function list(): Promise<number> {
  const counts = await countStock();
  for (const { carrierName, countryIso, type, status, numbers } of counts) {
    console.log(
      [carrierName.padEnd(24), countryIso, type.padEnd(9), status.padEnd(17), figure.format(numbers).padStart(12)].join(
        '  ',
      ),
    );
  }
  console.log(`${figure.format(counts.reduce((sum, { numbers }) => sum + numbers, 0))} numbers in all.`);
  return 0;
}

const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  generate,
  import: importFile,
  carrier: changeCarrier,
  list,
};

/** npm run stock -- COMMAND; answers with the exit code. */
export default async function run([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || args.includes('--help')) {
    console.log(USAGE);
    return command || name === '--help' ? 0 : 1;
  }
  try {
    return await command(args);
  } catch (error) {
    if (!isUserMistake(error) && !(error instanceof RangeError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await db.$disconnect();
  }
}
