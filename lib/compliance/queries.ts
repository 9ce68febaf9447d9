import 'server-only';
import { authorize, isAllowed } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { dayOf } from '@/lib/datetime';
import type { Prisma } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { LIVE_RENTALS } from './queries-effect';
import { needsCompliance } from './rules';
import { storedDetails, storedReasons } from './schema';
import type {
  ApplicationDetail,
  ApplicationSummary,
  ComplianceStatus,
  DocumentSummary,
  MediaType,
  MissingCompliance,
} from './types';

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

/** From what takes the operator's word alone to what takes a whole new start. */
const NEAREST = ['submitted', 'rejected', 'draft', 'suspended', 'expired'] as const satisfies ComplianceStatus[];

/** What stands in the way of renting numbers of a country; null when an accepted application is there, or none is needed. */
export async function findMissingCompliance(ctx: Context, countryIso: string): Promise<MissingCompliance | null> {
  if (!needsCompliance(countryIso)) return null;
  const found = await reader(ctx).complianceApplication.findMany({
    where: { accountId: ctx.accountId, countryIso },
    select: { id: true, alias: true, status: true },
    orderBy: { updatedAt: 'desc' },
    distinct: ['status'],
  });
  if (found.some(({ status }) => status === 'accepted')) return null;
  const nearest = NEAREST.flatMap((status) => found.filter((one) => one.status === status))[0] ?? null;
  return { nearest, maySee: isAllowed(ctx, 'compliance.read'), mayMake: isAllowed(ctx, 'compliance.manage') };
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

/** What a list shows of an application. */
export const SUMMARY_COLUMNS = {
  id: true,
  alias: true,
  businessName: true,
  countryIso: true,
  status: true,
  statusReason: true,
  submittedAt: true,
  validUntil: true,
  updatedAt: true,
  _count: { select: { rentals: { where: { status: { in: [...LIVE_RENTALS] } } } } },
} satisfies Prisma.ComplianceApplicationSelect;

type SummaryRow = Prisma.ComplianceApplicationGetPayload<{ select: typeof SUMMARY_COLUMNS }>;

export function toSummary({ _count, validUntil, ...row }: SummaryRow): ApplicationSummary {
  return { ...row, validUntil: validUntil && dayOf(validUntil), numbers: _count.rentals };
}

/** What a page shows of an application, besides its summary. */
export const DETAIL_COLUMNS = {
  ...SUMMARY_COLUMNS,
  details: true,
  itemReasons: true,
  submissions: true,
  decidedAt: true,
  documents: {
    select: { id: true, item: true, fileName: true, mediaType: true, byteCount: true, uploadedAt: true },
    orderBy: { item: 'asc' as const },
  },
} satisfies Prisma.ComplianceApplicationSelect;

type DetailRow = Prisma.ComplianceApplicationGetPayload<{ select: typeof DETAIL_COLUMNS }>;

export const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const satisfies MediaType[];

function toDocument({ item, mediaType, ...rest }: DetailRow['documents'][number]): DocumentSummary[] {
  const known = MEDIA_TYPES.find((one) => one === mediaType);
  return known && item !== 'business_details' ? [{ ...rest, item, mediaType: known }] : [];
}

export function toDetail(row: DetailRow): ApplicationDetail {
  const { details, itemReasons, documents, submissions, decidedAt, ...summary } = row;
  return {
    ...toSummary(summary),
    details: { ...storedDetails.parse(details), businessName: row.businessName },
    itemReasons: storedReasons.parse(itemReasons),
    documents: documents.flatMap(toDocument),
    submissions,
    decidedAt,
  };
}

/** An account's applications are counted in handfuls; more than these are of no use to anybody. */
const MOST_LISTED = 500;

/** Every application of the account, the latest changed first. */
export async function listApplications(ctx: Context): Promise<ApplicationSummary[]> {
  authorize(ctx, 'compliance.read');
  const rows = await reader(ctx).complianceApplication.findMany({
    where: { accountId: ctx.accountId },
    select: SUMMARY_COLUMNS,
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: MOST_LISTED,
  });
  return rows.map(toSummary);
}

/** One application of the account; null when there is none of that id. */
export async function findApplication(ctx: Context, id: string): Promise<ApplicationDetail | null> {
  authorize(ctx, 'compliance.read');
  const row = await reader(ctx).complianceApplication.findFirst({
    where: { id, accountId: ctx.accountId },
    select: DETAIL_COLUMNS,
  });
  return row && toDetail(row);
}
