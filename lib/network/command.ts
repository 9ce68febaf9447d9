import { parseArgs } from 'node:util';
import { findCommandContext } from '@/lib/accounts';
import type { AuditContext } from '@/lib/audit';
import { db } from '@/lib/db';
import { AppError, isUserMistake } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { ensureTrunks } from './ensure-trunks';
import { setManualFailback } from './set-manual-failback';
import { startTraffic } from './start-traffic';
import { stopTraffic } from './stop-traffic';

const USAGE = `Use one of:
  npm run network -- list     the trunks with their carrier, limits and destinations
  npm run network -- ensure   gives every carrier that has no trunk its trunks and routes, and the installation its
                              call rates; what is there stays as it is
  npm run network -- traffic --rate N --minutes N --from NUMBER … --to PREFIX … [--account AUTH-ID]
                              makes free calls a second from numbers of an account, to be watched
  npm run network -- stop-traffic TRAFFIC-ID [--account AUTH-ID]
  npm run network -- manual-failback on|off PAIR-ID [--account AUTH-ID]
                              whether a pair returns to its primary only by hand
The account is the demo's unless it is named.`;

function commandContext(): AuditContext {
  return {
    accountId: null,
    actor: { type: 'command', name: 'network ensure' },
    requestId: createId('req'),
    now: () => new Date(),
  };
}

async function list(): Promise<void> {
  const trunks = await db.trunk.findMany({
    include: { carrier: true, routes: { select: { prefix: true } } },
    orderBy: [{ carrier: { slug: 'asc' } }, { slug: 'asc' }],
  });
  console.table(
    trunks.map(({ slug, carrier, kind, maxChannels, maxCps, transport, routes, isEnabled }) => ({
      trunk: slug,
      carrier: carrier.name,
      kind: isEnabled ? kind : `${kind}, switched off`,
      transport,
      channels: maxChannels ?? 'no limit',
      'calls a second': maxCps ?? 'no limit',
      prefixes: routes.length,
    })),
  );
}

async function ensure(): Promise<void> {
  const { trunks, routes, rates } = await db.$transaction((tx) => ensureTrunks(commandContext(), tx));
  console.log(`Added ${trunks} trunks, ${routes} routes and ${rates} call rates.`);
}

const contextOf = (authId: string | undefined) => findCommandContext('network', authId);

const account = { type: 'string' } as const;

async function traffic(args: string[]): Promise<void> {
  const many = { type: 'string', multiple: true } as const;
  const options = { rate: account, minutes: account, from: many, to: many, account };
  const { values } = parseArgs({ args, options });
  const { trafficId, endsAt } = await startTraffic(await contextOf(values.account), {
    callsPerSecond: Number(values.rate),
    minutes: Number(values.minutes),
    numbers: values.from ?? [],
    destinations: values.to ?? [],
  });
  console.log(`${trafficId} until ${endsAt.toISOString()}`);
}

async function endTraffic(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, options: { account }, allowPositionals: true });
  await stopTraffic(await contextOf(values.account), { trafficId: positionals[0] ?? '' });
}

async function manualFailback(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, options: { account }, allowPositionals: true });
  const [word, pairId = ''] = positionals;
  if (word !== 'on' && word !== 'off') throw new AppError('invalid_input', 'Manual failback must be on or off.');
  await setManualFailback(await contextOf(values.account), { pairId, manual: word === 'on' });
}

const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  list,
  ensure,
  traffic,
  'stop-traffic': endTraffic,
  'manual-failback': manualFailback,
};

/** npm run network -- COMMAND; answers with the exit code. */
export default async function run([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    console.log(USAGE);
    return name === '--help' ? 0 : 1;
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
