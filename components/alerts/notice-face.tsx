import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import { RelativeTime } from '@/components/ui/relative-time';
import { ALERT_KIND_WORDS, ALERT_TONES } from '@/lib/alerts/format';
import type { AlertKind } from '@/lib/alerts/types';
import { cn } from '@/lib/cn';

/** A notice as the browser gets it. */
export interface ShownNotice {
  id: string;
  kind: AlertKind;
  sentence: string;
  link: string;
  isRead: boolean;
  /** ISO 8601. */
  at: string;
  /** The same moment in the account's zone. */
  exact: string;
}

const looks = {
  danger: { icon: OctagonAlert, ink: 'text-danger' },
  warn: { icon: TriangleAlert, ink: 'text-warn' },
  ok: { icon: CircleCheck, ink: 'text-ok' },
  info: { icon: Info, ink: 'text-info' },
};

/** What a notice says, wherever it stands. */
export function NoticeFace({ notice }: { notice: ShownNotice }) {
  const { icon: Icon, ink } = looks[ALERT_TONES[notice.kind]];
  return (
    <span className="flex gap-2.5">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', ink)} />
      <span className="grid min-w-0 flex-1 gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
          <span className={cn(!notice.isRead && 'font-semibold text-fg')}>{ALERT_KIND_WORDS[notice.kind]}</span>
          <RelativeTime at={notice.at} exact={notice.exact} />
          {notice.isRead ? null : (
            <span className="ml-auto inline-flex items-center">
              <span aria-hidden className="size-2 rounded-full bg-accent" />
              <span className="sr-only">Unread</span>
            </span>
          )}
        </span>
        <span className={cn('text-sm break-words', notice.isRead && 'text-muted')}>{notice.sentence}</span>
      </span>
    </span>
  );
}
