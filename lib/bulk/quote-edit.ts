import 'server-only';
import { requireApplication } from '@/lib/applications';
import { authorize } from '@/lib/auth';
import { firstChargeTotal, renewalTotal } from '@/lib/billing';
import { type Context, reader } from '@/lib/context';
import { parseInput } from '@/lib/invalid-input';
import { displayNumber } from '@/lib/phone';
import { listOffers, quoteRevival } from '@/lib/provisioning';
import { listChosen } from './queries-selection';
import { type Decision, decideEdit, type EditRow } from './rules';
import { PERMISSIONS } from './rules-permissions';
import { type EditChange, type EditSelection, type QuoteEditInput, quoteEditInput } from './schema';
import type { EditCost, EditQuote, SkippedGroup } from './types';

const SAMPLES = 10;
const SKIPPED_SHOWN = 5;

export interface Decided {
  row: EditRow;
  decision: Decision;
}

/** Looks at every chosen number as it is now and says what the edit does to it. */
export async function decideEdits(ctx: Context, selection: EditSelection, change: EditChange): Promise<Decided[]> {
  const application =
    change.kind === 'application' && change.applicationId ? await requireApplication(ctx, change.applicationId) : null;
  const rows = await listChosen(ctx, selection);
  const scene = {
    applicationName: application?.name ?? null,
    chosen: new Set(rows.map(({ rentalId }) => rentalId)),
    total: rows.length,
  };
  let changed = 0;
  return rows.map((row) => {
    const decision = decideEdit(row, change, { ...scene, changed });
    if (decision.effect === 'change') changed += 1;
    return { row, decision };
  });
}

/** What an edit of many numbers would change, skip and cost. Changes nothing. */
export async function quoteEdit(ctx: Context, input: QuoteEditInput): Promise<EditQuote> {
  const { selection, change } = parseInput(quoteEditInput, input);
  authorize(ctx, PERMISSIONS[change.kind]);
  const decided = await decideEdits(ctx, selection, change);
  const changes = decided.flatMap(({ row, decision }) => (decision.effect === 'change' ? [{ row, decision }] : []));
  return {
    total: decided.length,
    changed: changes.length,
    skipped: groupsOf(decided),
    samples: changes.slice(0, SAMPLES).map(({ row, decision: { before, after } }) => ({
      ...{ number: row.number, display: row.display, before, after },
    })),
    alsoEnding:
      change.kind === 'release'
        ? changes.filter(({ row }) => row.pair?.other && row.pair.role === 'primary').length
        : 0,
    cost:
      change.kind === 'enable_ha'
        ? await costOf(
            ctx,
            changes.map(({ row }) => row),
          )
        : null,
  };
}

function groupsOf(decided: readonly Decided[]): SkippedGroup[] {
  const groups = new Map<string, SkippedGroup>();
  for (const { row, decision } of decided) {
    if (decision.effect !== 'skip') continue;
    // One group for all that differ by the other number's name only.
    const reason = decision.reason.replace(/\+[\d ]+\d/, 'another number');
    const group = groups.get(reason) ?? { reason, count: 0, displays: [] };
    group.count += 1;
    if (group.displays.length < SKIPPED_SHOWN) group.displays.push(displayNumber(row.number));
    groups.set(reason, group);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** What fallbacks for these numbers cost at most: at the standard rate, if every one of them is found; rent that is due for former ones. */
async function costOf(ctx: Context, rows: readonly EditRow[]): Promise<EditCost> {
  const account = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { currency: true, balanceMicros: true, heldMicros: true, timeZone: true },
  });
  const offers = await listOffers(
    ctx,
    ctx.accountId,
    rows.map(({ number }) => number),
  );
  const formers = await listFormers(ctx, rows);
  let [dueAtMostMicros, monthlyMicros] = [0n, 0n];
  for (const row of rows) {
    const former = formers.get(row.rentalId);
    if (former) {
      monthlyMicros += renewalTotal(former);
      dueAtMostMicros += quoteRevival(former, account.timeZone, ctx.now()).dueMicros;
      continue;
    }
    const offer = offers.get(row.number);
    if (!offer) continue;
    const price = offer.fallbackPrice ?? { ...offer.price, setupMicros: 0n };
    monthlyMicros += renewalTotal(price);
    dueAtMostMicros += firstChargeTotal(price);
  }
  const short = dueAtMostMicros - (account.balanceMicros - account.heldMicros);
  return {
    currency: account.currency,
    dueAtMostMicros,
    monthlyMicros,
    missingMicros: short > 0n ? short : 0n,
    returning: formers.size,
  };
}

/** The fallbacks that come back, by the rental they protect: of several the one it had last. */
async function listFormers(ctx: Context, rows: readonly EditRow[]) {
  const ids = rows.flatMap(({ rentalId, hasFormerFallback }) => (hasFormerFallback ? [rentalId] : []));
  const pairs = await reader(ctx).haPair.findMany({
    where: {
      ...{ primaryRentalId: { in: ids }, accountId: ctx.accountId, state: 'off' },
      fallback: { status: 'released', buyBackUntil: { gt: ctx.now() } },
    },
    orderBy: { updatedAt: 'asc' },
    select: { primaryRentalId: true, fallback: true },
  });
  return new Map(
    pairs.flatMap(({ primaryRentalId, fallback }) => (fallback ? [[primaryRentalId, fallback] as const] : [])),
  );
}
