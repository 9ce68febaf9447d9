import 'server-only';
import { type AuditContext, recordAudit } from '@/lib/audit';
import { db, type Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { checkFailureDomains } from './check-failure-domains';
import { ensureCarriers } from './write-catalogue';

interface Wanted {
  carrier: string;
  failureDomains?: readonly string[];
}

const MAX_NAME = 80;

function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

/** The carrier an import is for; a new one is made together with its first rows, so that a refused import leaves none. */
export class ImportCarrier {
  /** Whether this import has made it. */
  isNew = false;
  #id: number | null;

  private constructor(
    readonly name: string,
    readonly slug: string,
    private readonly failureDomains: readonly string[],
    id: number | null,
  ) {
    this.#id = id;
  }

  /** By name or slug in any case. Refuses what could not be made; writes nothing. */
  static async find({ carrier: name, failureDomains = [] }: Wanted): Promise<ImportCarrier> {
    const domains = checkFailureDomains(failureDomains);
    const slug = slugOf(name);
    if (slug === '' || name.length > MAX_NAME) {
      throw new AppError(
        'invalid_input',
        `Carrier must be a name of at most ${MAX_NAME} characters with letters or digits.`,
        { field: 'carrier' },
      );
    }
    const [known] = await db.$queryRaw<{ id: number; slug: string; name: string; failureDomains: string[] }[]>`
      SELECT id, slug, name, failure_domains AS "failureDomains" FROM carriers
       WHERE slug IN (lower(${name}), ${slug}) OR lower(name) = lower(${name}) ORDER BY id LIMIT 1`;
    if (!known) return new ImportCarrier(name, slug, domains.length > 0 ? domains : [`carrier:${slug}`], null);
    if (domains.length > 0 && !isSameSet(domains, known.failureDomains)) {
      throw new AppError(
        'conflict',
        `${known.name} has the failure domains ${known.failureDomains.join(',')}: to change them, use npm run stock -- carrier NAME --failure-domains A,B.`,
        { field: 'failureDomains' },
      );
    }
    return new ImportCarrier(known.name, known.slug, known.failureDomains, known.id);
  }

  /** Null while it has not been made. */
  get id(): number | null {
    return this.#id;
  }

  /** Its id, made in the transaction when there is none. */
  async ensure(ctx: AuditContext, tx: Transaction): Promise<number> {
    if (this.#id !== null) return this.#id;
    const { name, slug, failureDomains } = this;
    const ids = await ensureCarriers(tx, [{ slug, name, countries: [], failureDomains: [...failureDomains] }]);
    const after = { name, failureDomains };
    await recordAudit(ctx, tx, { action: 'carrier.create', entityType: 'carrier', entityId: slug, after });
    this.#id = ids.get(slug) ?? 0;
    this.isNew = true;
    return this.#id;
  }
}
