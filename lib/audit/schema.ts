import { z } from 'zod';
import type { AuditFilters } from '@/lib/audit/types';
import { isDay } from '@/lib/datetime';
import type { KeysetCursor } from '@/lib/keyset';
import { searchText } from '@/lib/search-text';

const SEARCH_MAX_LENGTH = 120;

const id = z.string().regex(/^[\w .:-]{1,64}$/);
const day = z.string().refine(isDay);
/** Milliseconds and id of a row. */
const cursor = z.string().regex(/^\d{1,15}-\d{1,18}$/);

/** Anything an address may say; what is not usable counts as not given, since addresses are typed and shared. */
const auditQuery = z.object({
  q: searchText('The search', SEARCH_MAX_LENGTH).nullable().catch(null),
  actor: id.nullable().catch(null),
  action: id.nullable().catch(null),
  target: id.nullable().catch(null),
  from: day.nullable().catch(null),
  to: day.nullable().catch(null),
  before: cursor.nullable().catch(null),
  after: cursor.nullable().catch(null),
});

/** The filters and the place of a page out of its address. */
export function readAuditQuery(params: Record<keyof z.input<typeof auditQuery>, string | null>): {
  filters: AuditFilters;
  cursor: KeysetCursor;
} {
  const { before, after, q, ...filters } = auditQuery.parse(params);
  return { filters: { ...filters, q: q === '' ? null : q }, cursor: { before, after } };
}
