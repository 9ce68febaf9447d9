import 'server-only';
import { type Context, reader } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { needsCompliance } from './rules';

const GUIDE = 'https://www.plivo.com/docs/numbers/rent-india-numbers';

export interface ComplianceOption {
  id: string;
  alias: string;
  businessName: string;
}

/** The account's accepted applications for a country and number type. */
export async function listAcceptedCompliance(ctx: Context, countryIso: string): Promise<ComplianceOption[]> {
  return reader(ctx).complianceApplication.findMany({
    where: { accountId: ctx.accountId, countryIso, status: 'accepted' },
    select: { id: true, alias: true, businessName: true },
    orderBy: { alias: 'asc' },
  });
}

/**
 * The compliance application a rental goes under: the chosen one, else the oldest accepted one;
 * null where none is needed. The refusals are worded as Plivo's API words them.
 */
export async function requireAcceptedCompliance(
  ctx: Context,
  number: { countryIso: string; type: string },
  chosenId: string | null,
): Promise<string | null> {
  if (!needsCompliance(number.countryIso)) return null;
  const field = 'complianceApplicationId';
  const scope = { accountId: ctx.accountId, countryIso: number.countryIso };
  if (chosenId) {
    const chosen = await reader(ctx).complianceApplication.findFirst({
      where: { ...scope, id: chosenId },
      select: { id: true, status: true },
    });
    if (!chosen)
      throw new AppError('invalid_input', 'Compliance application is unknown; choose one of yours.', { field });
    if (chosen.status !== 'accepted') {
      throw new AppError(
        'compliance_required',
        `Compliance application must be in 'accepted' status. Current status: '${chosen.status}'.`,
        { field },
      );
    }
    return chosen.id;
  }
  const accepted = await reader(ctx).complianceApplication.findFirst({
    where: { ...scope, status: 'accepted' },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
  });
  if (accepted) return accepted.id;
  throw new AppError(
    'compliance_required',
    `compliance_application_id is required to rent this number. Refer to ${GUIDE} for details.`,
    { field },
  );
}
