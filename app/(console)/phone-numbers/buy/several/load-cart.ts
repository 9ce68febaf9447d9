import type { Choice } from '@/components/buy/requirement-card';
import { listApplications } from '@/lib/applications';
import { isAllowed } from '@/lib/auth';
import { quoteCart } from '@/lib/bulk';
import {
  findMissingCompliance,
  listAcceptedCompliance,
  needsCompliance,
  type SeriesUse,
  seriesOf,
} from '@/lib/compliance';
import type { Context } from '@/lib/context';
import { countryOf } from '@/lib/phone';

/** The chosen numbers with what they cost and what they need. */
export async function loadCart(ctx: Context, numbers: readonly string[]) {
  const countries = [...new Set(numbers.map((number) => countryOf(number)))];
  const regulated = countries.find((country) => country && needsCompliance(country));
  const [quote, applications, accepted] = await Promise.all([
    quoteCart(ctx, { items: numbers.map((number) => ({ number, highAvailability: false })) }),
    listApplications(ctx),
    regulated ? listAcceptedCompliance(ctx, regulated) : null,
  ]);
  const compliance: Choice[] | null =
    accepted?.map(({ id, alias, businessName }) => ({ id, label: `${alias} (${businessName})` })) ?? null;
  const series: SeriesUse = quote.lines.map(seriesOf).find((use) => use !== 'landline') ?? 'landline';
  return {
    quote,
    compliance,
    missing: regulated ? await findMissingCompliance(ctx, regulated) : null,
    // Where calls are restricted from one of them, that is what has to be read before buying.
    series,
    applications: applications.map(({ id, name }) => ({ id, label: name })),
    obstacle: obstacleOf(ctx, compliance),
  };
}

function obstacleOf(ctx: Context, compliance: Choice[] | null): string | null {
  if (!isAllowed(ctx, 'numbers.buy')) return 'Your role may not buy numbers. Ask an owner or admin of the account.';
  if (compliance?.length === 0) return 'India numbers cannot be bought without an accepted compliance application.';
  return null;
}
