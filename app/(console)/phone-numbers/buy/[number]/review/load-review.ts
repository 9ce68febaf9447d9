import { listApplications } from '@/lib/applications';
import { isAllowed } from '@/lib/auth';
import { formatTaxRate } from '@/lib/billing';
import { listAcceptedCompliance, needsCompliance } from '@/lib/compliance';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { formatMoney } from '@/lib/money';
import { countryOf, displayNumber } from '@/lib/phone';
import { getReservation, type PurchaseQuote, type ReservationDetail } from '@/lib/provisioning';
import type { ChosenTerms } from '@/lib/provisioning/format';

type Held = Extract<ReservationDetail, { state: 'held' }>;

export type LoadedReview =
  | {
      state: 'held';
      reservation: Held;
      /** What will really be sent: settings that are not the account's own are left out. */
      terms: ChosenTerms;
      application: string | undefined;
      compliance: string | undefined;
      taxRate: string | null;
      obstacle: string | null;
    }
  | Extract<ReservationDetail, { state: 'used' }>
  | { state: 'ended'; number: string; display: string; terms: ChosenTerms }
  | { state: 'unknown'; message: string };

interface Asked {
  /** Of the address; a reservation of another number is not meant. */
  number: string;
  reservationId: string;
  terms: ChosenTerms;
}

/** The reservation under review with everything its page shows. */
export async function loadReview(ctx: Context, { number, reservationId, terms }: Asked): Promise<LoadedReview> {
  const reservation = await getReservation(ctx, { reservationId }).catch((error: unknown) => {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'invalid_input')) return null;
    throw error;
  });
  if (reservation === null || reservation.number !== number) {
    return { state: 'unknown', message: 'There is no such reservation. Open the number and reserve it again.' };
  }
  if (reservation.state === 'used') return reservation;
  const { highAvailability, reach } = reservation;
  const reserved = { ...terms, highAvailability, reach };
  if (reservation.state === 'ended') {
    return { state: 'ended', number, display: displayNumber(number), terms: reserved };
  }
  return loadHeld(ctx, reservation, reserved);
}

async function loadHeld(ctx: Context, reservation: Held, terms: ChosenTerms): Promise<LoadedReview> {
  const country = countryOf(reservation.number);
  const [applications, accepted] = await Promise.all([
    listApplications(ctx),
    country && needsCompliance(country) ? listAcceptedCompliance(ctx, country) : [],
  ]);
  const application = applications.find(({ id }) => id === terms.applicationId);
  const compliance = accepted.find(({ id }) => id === terms.complianceApplicationId) ?? accepted[0];
  const { taxBasisPoints } = reservation.quote;
  return {
    state: 'held',
    reservation,
    terms: { ...terms, applicationId: application?.id, complianceApplicationId: compliance?.id },
    application: application?.name,
    compliance: compliance && `${compliance.alias} (${compliance.businessName})`,
    taxRate: taxBasisPoints === 0 ? null : formatTaxRate(taxBasisPoints),
    obstacle: obstacleOf(ctx, reservation.quote),
  };
}

function obstacleOf(ctx: Context, { missingMicros, currency }: PurchaseQuote): string | null {
  if (!isAllowed(ctx, 'numbers.buy')) return 'Your role may not buy numbers. Ask an owner or admin of the account.';
  if (missingMicros === 0n) return null;
  return `The balance is too low: ${formatMoney(missingMicros, currency)} is missing. Nothing was charged.`;
}
