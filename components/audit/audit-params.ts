import type { Route } from 'next';
import { createLoader, createSerializer, parseAsString } from 'nuqs/server';
import { appHref } from '@/components/layout/app-href';
import type { AuditFilters } from '@/lib/audit/types';

/** The address of the audit log, read the same way by server and browser; what it means is read by readAuditQuery. */
export const auditParsers = {
  q: parseAsString,
  actor: parseAsString,
  action: parseAsString,
  target: parseAsString,
  from: parseAsString,
  to: parseAsString,
  before: parseAsString,
  after: parseAsString,
};

export const loadAuditParams = createLoader(auditParsers);

export const NO_AUDIT_FILTER = {
  ...{ q: null, actor: null, action: null, target: null, from: null, to: null },
} satisfies AuditFilters;

const serialize = createSerializer(auditParsers);

/** The page of the log before or after a row; the newest page without a cursor. */
export function auditHref(
  filters: Partial<AuditFilters>,
  cursor: { before?: string | null; after?: string | null } = {},
): Route {
  return appHref('/settings/audit-log', serialize({ ...filters, ...cursor }));
}

export function auditExportHref(filters: AuditFilters): Route {
  return appHref('/settings/audit-log/export', serialize(filters));
}

export function isAuditFilter(filters: AuditFilters): boolean {
  return Object.values(filters).some((value) => value !== null);
}
