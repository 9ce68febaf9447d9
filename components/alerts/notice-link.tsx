'use client';

import { NoticeFace, type ShownNotice } from '@/components/alerts/notice-face';
import { appHref } from '@/components/layout/app-href';
import { Link } from '@/components/ui/link';
import { markNoticesAction } from '@/lib/alerts/actions';

interface NoticeLinkProps {
  notice: ShownNotice;
  onFollow?: () => void;
}

/** A notice that leads to the page about it and is read then. */
export function NoticeLink({ notice, onFollow }: NoticeLinkProps) {
  const follow = () => {
    onFollow?.();
    // Not waited for: the page about it matters more.
    if (!notice.isRead) void markNoticesAction({ noticeId: notice.id }).catch(() => undefined);
  };
  return (
    <Link
      href={appHref(notice.link)}
      onClick={follow}
      className="block px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2"
    >
      <NoticeFace notice={notice} />
    </Link>
  );
}
