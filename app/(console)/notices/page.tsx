import type { Metadata } from 'next';
import { createLoader, createSerializer, parseAsBoolean, parseAsString } from 'nuqs/server';
import { MarkAllButton } from '@/components/alerts/mark-all-button';
import { NoticeList } from '@/components/alerts/notice-list';
import { NoticeTabs } from '@/components/alerts/notice-tabs';
import { shownNotice } from '@/components/alerts/shown-notice';
import { appHref } from '@/components/layout/app-href';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { getNoticeSummary, listNotices } from '@/lib/alerts';
import { noticeIdOf } from '@/lib/alerts/schema';
import { isAllowed, requireSession } from '@/lib/auth';

export const metadata: Metadata = { title: 'Notices' };

const parsers = { unread: parseAsBoolean.withDefault(false), before: parseAsString, after: parseAsString };
const load = createLoader(parsers);
const serialize = createSerializer(parsers);

export default async function NoticesPage({ searchParams }: PageProps<'/notices'>) {
  const { ctx } = await requireSession();
  const asked = await load(searchParams);
  const { unread } = asked;
  const cursor = { before: noticeIdOf(asked.before), after: noticeIdOf(asked.after) };
  const [page, summary] = await Promise.all([listNotices(ctx, { unread, ...cursor }), getNoticeSummary(ctx)]);
  const href = (query: Partial<typeof asked>) => appHref('/notices', serialize({ unread: unread || null, ...query }));
  return (
    <Page width="narrow">
      <LiveRefresh only="notices" />
      <PageHeader
        title="Notices"
        summary="What happened to your numbers and their carriers, newest first. Kept for 90 days."
        actions={
          <>
            {summary.unread > 0 ? <MarkAllButton /> : null}
            {isAllowed(ctx, 'alerts.manage') ? <ButtonLink href="/settings/alerts">Alert settings</ButtonLink> : null}
          </>
        }
      />
      <NoticeTabs isUnread={unread} unread={summary.unread} />
      <NoticeList
        notices={page.rows.map((notice) => shownNotice(notice, ctx.timeZone))}
        isUnread={unread}
        newer={page.newer ? href({ after: page.newer }) : null}
        older={page.older ? href({ before: page.older }) : null}
      />
    </Page>
  );
}
