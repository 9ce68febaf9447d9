import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import type { OperatedCarrier, OperatedCarrierDetail, SandboxBehaviour, StockLine } from './types';

const IN_USE = { status: { in: ['active' as const, 'past_due' as const] } };
const SANDBOX = {
  ...{ outcome: true, orderDelayMs: true, activationDelayMs: true, refusalReason: true, endsAt: true },
} as const;
const CARRIER = {
  ...{ slug: true, name: true, countryIsos: true, failureDomains: true, sandbox: { select: SANDBOX } },
  _count: { select: { rentals: { where: IN_USE }, trunks: true } },
} as const;

/** What a sandbox carrier was told, unless that has ended. */
function inForce(ctx: Context, sandbox: SandboxBehaviour | null): SandboxBehaviour | null {
  if (!sandbox?.endsAt || sandbox.endsAt > ctx.now()) return sandbox;
  return { outcome: 'accept', orderDelayMs: 150, activationDelayMs: 600, refusalReason: null, endsAt: null };
}

/** For the operator: every carrier of the installation, by name. */
export async function listOperatedCarriers(ctx: Context): Promise<OperatedCarrier[]> {
  authorize(ctx, 'network.operate');
  const rows = await reader(ctx).carrier.findMany({ select: CARRIER, orderBy: { name: 'asc' } });
  return rows.map(({ countryIsos: countries, _count, sandbox, ...row }) => ({
    ...row,
    countries,
    trunks: _count.trunks,
    rented: _count.rentals,
    sandbox: inForce(ctx, sandbox),
  }));
}

/** For the operator: a carrier with its trunks and its stock; null when there is none. */
export async function findOperatedCarrier(ctx: Context, slug: string): Promise<OperatedCarrierDetail | null> {
  authorize(ctx, 'network.operate');
  const row = await reader(ctx).carrier.findUnique({
    where: { slug },
    select: {
      ...CARRIER,
      id: true,
      trunks: {
        orderBy: { id: 'asc' },
        select: {
          ...{
            slug: true,
            kind: true,
            transport: true,
            authentication: true,
            callerIdHeader: true,
            callerIdFormat: true,
          },
          ...{
            codecs: true,
            sessionTimerSeconds: true,
            answersOptions: true,
            maxChannels: true,
            maxCps: true,
            isEnabled: true,
          },
        },
      },
    },
  });
  if (!row) return null;
  const { id, countryIsos: countries, _count, sandbox, ...carrier } = row;
  const stock = await countStockOf(ctx, id);
  return { ...carrier, countries, rented: _count.rentals, sandbox: inForce(ctx, sandbox), stock };
}

function countStockOf(ctx: Context, carrierId: number): Promise<StockLine[]> {
  return reader(ctx).$queryRaw<StockLine[]>`
    SELECT country_iso AS "countryIso", type::text AS type,
           count(*) FILTER (WHERE status = 'available')::int AS available, count(*) FILTER (WHERE status = 'reserved')::int AS reserved,
           count(*) FILTER (WHERE status = 'rented')::int AS rented,
           count(*) FILTER (WHERE status = 'held_for_buyback')::int AS "heldForBuyback",
           count(*) FILTER (WHERE status = 'withdrawn')::int AS withdrawn
      FROM inventory_numbers WHERE carrier_id = ${carrierId} GROUP BY country_iso, type ORDER BY country_iso, type`;
}
