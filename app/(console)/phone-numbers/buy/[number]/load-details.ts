import type { Choice } from '@/components/buy/requirement-card';
import { listApplications } from '@/lib/applications';
import { isAllowed } from '@/lib/auth';
import { formatTaxRate } from '@/lib/billing';
import {
  findMissingCompliance,
  listAcceptedCompliance,
  type MissingCompliance,
  needsCompliance,
  type SeriesUse,
  seriesOf,
} from '@/lib/compliance';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { type AvailableNumber, type AvailableNumberDetail, getAvailableNumber, listAlternatives } from '@/lib/numbers';
import { displayNumber, parseDialled } from '@/lib/phone';
import { getOwnClaim, type OwnClaim, type PurchaseQuote, quotePurchase } from '@/lib/provisioning';

interface Offered {
  kind: 'offered';
  number: AvailableNumberDetail;
  quotes: { alone: PurchaseQuote; paired: PurchaseQuote | null };
  taxRate: string | null;
  applications: Choice[];
  compliance: Choice[] | null;
  missing: MissingCompliance | null;
  series: SeriesUse;
  reservation: OwnClaim['reservation'];
  obstacle: string | null;
}

export type LoadedDetails =
  | Offered
  | { kind: 'own'; number: string; display: string }
  | { kind: 'taken'; display: string; message: string; alternatives: AvailableNumber[] }
  | { kind: 'unknown'; title: string; message: string };

/** Everything a number's page shows, or why it shows something else. */
export async function loadDetails(ctx: Context, text: string): Promise<LoadedDetails> {
  // A pasted plus sign arrives encoded; anything else encoded is no number.
  const digits = parseDialled(text.replace(/^%2B/i, '+'));
  if (digits === null) {
    const message =
      'The address has no phone number in it: numbers are written with their country code, for instance 918041234567.';
    return { kind: 'unknown', title: 'No such number', message };
  }
  const display = displayNumber(digits);
  const { rents, reservation } = await getOwnClaim(ctx, digits);
  if (rents) return { kind: 'own', number: digits, display };
  try {
    return await loadOffer(ctx, await getAvailableNumber(ctx, digits), reservation);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not_found') return { kind: 'unknown', title: display, message: error.message };
    if (error.code !== 'number_taken') throw error;
    return { kind: 'taken', display, message: error.message, alternatives: await listAlternatives(ctx, digits) };
  }
}

async function loadOffer(
  ctx: Context,
  number: AvailableNumberDetail,
  reservation: OwnClaim['reservation'],
): Promise<Offered> {
  const wish = { number: number.number };
  const [alone, paired, applications, accepted] = await Promise.all([
    quotePurchase(ctx, wish),
    number.highAvailability ? quotePurchase(ctx, { ...wish, highAvailability: true }) : null,
    listApplications(ctx),
    needsCompliance(number.countryIso) ? listAcceptedCompliance(ctx, number.countryIso) : null,
  ]);
  const compliance =
    accepted?.map(({ id, alias, businessName }) => ({ id, label: `${alias} (${businessName})` })) ?? null;
  return {
    kind: 'offered',
    number,
    quotes: { alone, paired },
    taxRate: alone.taxBasisPoints === 0 ? null : formatTaxRate(alone.taxBasisPoints),
    applications: applications.map(({ id, name }) => ({ id, label: name })),
    compliance,
    missing: await findMissingCompliance(ctx, number.countryIso),
    series: seriesOf(number),
    reservation,
    obstacle: obstacleOf(ctx, compliance),
  };
}

function obstacleOf(ctx: Context, compliance: Choice[] | null): string | null {
  if (!isAllowed(ctx, 'numbers.buy')) return 'Your role may not buy numbers. Ask an owner or admin of the account.';
  if (compliance?.length === 0) return 'It cannot be bought without an accepted compliance application.';
  return null;
}
