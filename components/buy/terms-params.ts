import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import type { ChosenTerms } from '@/lib/provisioning/format';
import type { Reach } from '@/lib/provisioning/types';

export const REACHES = ['country', 'state', 'area'] as const satisfies Reach[];

/** Longer ones are refused when they are sent; an address is not worth a sentence. */
export const ALIAS_MAX_LENGTH = 80;

const loadTerms = createLoader({
  ha: parseAsStringLiteral(['on']),
  reach: parseAsStringLiteral(REACHES),
  alias: parseAsString,
  application: parseAsString,
  compliance: parseAsString,
});

/** What an address says was chosen before; lib/provisioning/format writes it. */
export async function readTerms(searchParams: Parameters<typeof loadTerms>[0]): Promise<ChosenTerms> {
  const { ha, reach, alias, application, compliance } = await loadTerms(searchParams);
  return {
    ...(ha && { highAvailability: true, reach: reach ?? 'country' }),
    alias: alias?.slice(0, ALIAS_MAX_LENGTH),
    applicationId: application,
    complianceApplicationId: compliance,
  };
}

export const loadReviewParams = createLoader({ reservation: parseAsString.withDefault('') });
export const loadResultParams = createLoader({ purchase: parseAsString.withDefault('') });
