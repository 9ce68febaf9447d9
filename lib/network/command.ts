import type { AuditContext } from '@/lib/audit';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { ensureTrunks } from './ensure-trunks';

const USAGE = `Use one of:
  npm run network -- list     the trunks with their carrier, limits and destinations
  npm run network -- ensure   gives every carrier that has no trunk its trunks and routes, and the installation its
                              call rates; what is there stays as it is`;

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

const COMMANDS: Readonly<Record<string, () => Promise<void>>> = { list, ensure };

/** npm run network -- COMMAND; answers with the exit code. */
export default async function run([name = '']: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    console.log(USAGE);
    return name === '--help' ? 0 : 1;
  }
  try {
    await command();
    return 0;
  } finally {
    await db.$disconnect();
  }
}
