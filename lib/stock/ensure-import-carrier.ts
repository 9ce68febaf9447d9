import 'server-only';
import { type AuditContext, recordAudit } from '@/lib/audit';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { ensureCarriers } from './write-catalogue';

export interface ImportCarrier {
  id: number;
  slug: string;
  name: string;
  isNew: boolean;
}

const MAX_NAME = 80;
/** For instance upstream:acme or dc:mumbai-1. */
const FAILURE_DOMAIN = /^[a-z0-9][a-z0-9:._-]{0,79}$/;

function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** The carrier an import is for, by name or slug in any case; a new name makes a new carrier. */
export async function ensureImportCarrier(
  ctx: AuditContext,
  { carrier: name, failureDomains = [] }: { carrier: string; failureDomains?: string[] },
): Promise<ImportCarrier> {
  const [known] = await db.$queryRaw<Omit<ImportCarrier, 'isNew'>[]>`
    SELECT id, slug, name FROM carriers WHERE slug = lower(${name}) OR lower(name) = lower(${name}) ORDER BY id LIMIT 1`;
  if (known && failureDomains.length > 0) {
    throw new AppError(
      'conflict',
      `${known.name} is known already: failure domains are given with a carrier's first import.`,
      { field: 'failureDomains' },
    );
  }
  if (known) return { ...known, isNew: false };
  const slug = slugOf(name);
  if (slug === '' || name.length > MAX_NAME) {
    throw new AppError(
      'invalid_input',
      `Carrier must be a name of at most ${MAX_NAME} characters with letters or digits.`,
      { field: 'carrier' },
    );
  }
  const bad = failureDomains.find((domain) => !FAILURE_DOMAIN.test(domain));
  if (bad !== undefined) {
    throw new AppError(
      'invalid_input',
      `Failure domain "${bad.slice(0, 40)}" must be like upstream:acme: lower-case letters, digits, and : . _ -`,
      { field: 'failureDomains' },
    );
  }
  const domains = failureDomains.length > 0 ? failureDomains : [`carrier:${slug}`];
  const id = await db.$transaction(async (tx) => {
    const ids = await ensureCarriers(tx, [{ slug, name, countries: [], failureDomains: domains }]);
    await recordAudit(ctx, tx, {
      action: 'carrier.create',
      entityType: 'carrier',
      entityId: slug,
      after: { name, failureDomains: domains },
    });
    return ids.get(slug) ?? 0;
  });
  return { id, slug, name, isNew: true };
}
