import { BellOff } from 'lucide-react';
import type { Route } from 'next';
import type { ShownNotice } from '@/components/alerts/notice-face';
import { NoticeLink } from '@/components/alerts/notice-link';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';

interface NoticeListProps {
  notices: readonly ShownNotice[];
  /** Only unread ones are shown. */
  isUnread: boolean;
  newer: Route | null;
  older: Route | null;
}

export function NoticeList({ notices, isUnread, newer, older }: NoticeListProps) {
  return (
    <Card
      flush
      footer={
        newer || older ? (
          <Pagination
            label="Notices pages"
            className="w-full"
            summary={`${notices.length} notices`}
            previous={newer}
            next={older}
          />
        ) : null
      }
    >
      {notices.length === 0 ? (
        <EmptyState icon={<BellOff />} title={isUnread ? 'No unread notices' : 'No notices yet'}>
          {isUnread
            ? 'You have read everything.'
            : 'Failovers, incidents, problems of pairs, a low balance and past-due rent are told here.'}
        </EmptyState>
      ) : (
        <ul aria-label="Notices" className="divide-y divide-line">
          {notices.map((notice) => (
            <li key={notice.id}>
              <NoticeLink notice={notice} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
