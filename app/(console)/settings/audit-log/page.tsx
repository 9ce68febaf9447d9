import { Download, ScrollText } from 'lucide-react';
import type { Metadata } from 'next';
import { AuditFilterBar } from '@/components/audit/audit-filter-bar';
import {
  auditExportHref,
  auditHref,
  isAuditFilter,
  loadAuditParams,
  NO_AUDIT_FILTER,
} from '@/components/audit/audit-params';
import { AuditTable } from '@/components/audit/audit-table';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { NoAccess } from '@/components/settings/no-access';
import { buttonClasses } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { listAuditActors, listAuditLog } from '@/lib/audit/queries-log';
import { readAuditQuery } from '@/lib/audit/schema';
import { isAllowed, requireSession } from '@/lib/auth';
import { zoneName } from '@/lib/datetime';

export const metadata: Metadata = { title: 'Audit log' };

export default async function AuditLogPage({ searchParams }: PageProps<'/settings/audit-log'>) {
  const { ctx } = await requireSession();
  if (!isAllowed(ctx, 'audit.read'))
    return (
      <NoAccess title="Audit log" sentence="Your role does not open the audit log">
        Owner and admins of the account see it.
      </NoAccess>
    );
  const { timeZone } = ctx;
  const { filters, cursor } = readAuditQuery(await loadAuditParams(searchParams));
  const [{ rows, newer, older }, actors] = await Promise.all([
    listAuditLog(ctx, filters, cursor),
    listAuditActors(ctx),
  ]);
  const isFiltered = isAuditFilter(filters);
  return (
    <Page width="full">
      <PageHeader
        title="Audit log"
        summary="Everything that was changed in the account, by whom and from where. Entries cannot be changed or deleted."
        actions={
          // A plain link: the answer is a file, not a page.
          <a href={auditExportHref(filters)} download className={buttonClasses()}>
            <Download aria-hidden />
            Export CSV
          </a>
        }
      />
      <Card flush>
        <AuditFilterBar actors={actors} targetName={filters.target && (rows[0]?.target ?? null)}>
          {rows.length > 0 ? (
            <AuditTable {...{ rows, filters, timeZone }} zone={zoneName(timeZone, ctx.now())} />
          ) : (
            <EmptyState
              icon={<ScrollText />}
              title={isFiltered ? 'Nothing fits these filters' : 'Nothing on this page'}
              actions={<ButtonLink href={auditHref(NO_AUDIT_FILTER)}>Show everything</ButtonLink>}
            >
              {filters.q ? 'The search knows numbers, people, actions in words, and ids.' : null}
            </EmptyState>
          )}
        </AuditFilterBar>
        {rows.length > 0 ? (
          <Pagination
            label="Audit log, pages"
            className="border-t border-line px-4 py-2.5"
            summary={rows.length === 1 ? '1 entry' : `${rows.length} entries`}
            previous={newer ? auditHref(filters, { after: newer }) : null}
            next={older ? auditHref(filters, { before: older }) : null}
          />
        ) : null}
      </Card>
    </Page>
  );
}
