import { parseArgs } from 'node:util';
import { setSandbox, setStockOut } from '@/lib/carriers';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { withdrawNumber } from './withdraw-number';

const HELP = `Changes how the sandbox carriers behave, while Twinline runs or not.

  npm run sandbox -- list
  npm run sandbox -- set CARRIER [--order-delay MS] [--activation-delay MS]
                                 [--outcome accept|refuse|timeout] [--reason TEXT]
  npm run sandbox -- stock-out CARRIER [--area CODE]   its free numbers are not to be had
  npm run sandbox -- stock-in  CARRIER [--area CODE]   they are again
  npm run sandbox -- withdraw NUMBER                   the carrier takes a number back`;

async function list(): Promise<void> {
  const carriers = await db.carrier.findMany({ include: { sandbox: true }, orderBy: { slug: 'asc' } });
  console.table(
    carriers.map(({ slug, name, failureDomains, sandbox }) => ({
      carrier: slug,
      name,
      outcome: sandbox?.outcome ?? '',
      'order delay, ms': sandbox?.orderDelayMs ?? '',
      'activation delay, ms': sandbox?.activationDelayMs ?? '',
      'failure domains': failureDomains.join(' '),
    })),
  );
}

function milliseconds(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

async function run(args: string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: 'boolean' },
      area: { type: 'string' },
      'order-delay': { type: 'string' },
      'activation-delay': { type: 'string' },
      outcome: { type: 'string' },
      reason: { type: 'string' },
    },
  });
  const [command = '', subject = ''] = positionals;
  if (values.help || !command) return HELP;
  if (command === 'list') {
    await list();
    return '';
  }
  if (command === 'set') {
    await setSandbox({
      carrier: subject,
      orderDelayMs: milliseconds(values['order-delay']),
      activationDelayMs: milliseconds(values['activation-delay']),
      outcome: values.outcome,
      refusalReason: values.reason,
    });
    return `${subject} answers as told from now on.`;
  }
  if (command === 'stock-out' || command === 'stock-in') {
    const count = await setStockOut({ carrier: subject, areaCode: values.area, out: command === 'stock-out' });
    return `${count} numbers of ${subject} are ${command === 'stock-out' ? 'off' : 'on'} sale.`;
  }
  if (command === 'withdraw') {
    const ended = await withdrawNumber(subject.replace(/\D/g, ''));
    return ended === 'rental' ? 'Withdrawn; the rental ended and its account was told.' : 'Withdrawn from the stock.';
  }
  throw new AppError('invalid_input', `Unknown command "${command}".\n\n${HELP}`);
}

/** npm run sandbox. Answers with the exit code. */
export default async function sandbox(args: string[]): Promise<number> {
  try {
    const said = await run(args);
    if (said) console.log(said);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await db.$disconnect();
  }
}
