'use client';

import { Bell } from 'lucide-react';
import { useId, useRef } from 'react';
import { MarkAllButton } from '@/components/alerts/mark-all-button';
import { NoticeLink } from '@/components/alerts/notice-link';
import { type BellNotices, useNotices } from '@/components/alerts/use-notices';
import { buttonClasses } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { unreadText } from '@/lib/alerts/format';
import { cn } from '@/lib/cn';

/** The bell of the header: how many notices are unread, and the newest ones on a press. */
export function NoticeBell(given: BellNotices) {
  const { unread, latest } = useNotices(given);
  const id = useId();
  const anchor = `--bell-${id.replace(/\W/g, '')}`;
  const panel = useRef<HTMLDivElement>(null);
  const close = () => panel.current?.hidePopover();
  return (
    <>
      <button
        type="button"
        aria-label={unread === 0 ? 'Notices' : `Notices, ${unreadText(unread)} unread`}
        aria-haspopup="dialog"
        popoverTarget={id}
        style={{ anchorName: anchor }}
        className={cn(buttonClasses({ variant: 'ghost', size: 'icon' }), 'relative')}
      >
        <Bell aria-hidden />
        {unread > 0 ? (
          <span
            aria-hidden
            className="figures absolute -top-0.5 -right-1 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 text-xs leading-none font-semibold text-on-accent"
          >
            {unreadText(unread)}
          </span>
        ) : null}
      </button>
      <div
        ref={panel}
        id={id}
        role="dialog"
        aria-label="Notices"
        popover="auto"
        style={{ positionAnchor: anchor }}
        className="popover-panel w-96 max-w-[calc(100vw-1rem)]"
      >
        <div className="flex min-h-11 items-center justify-between gap-2 border-b border-line px-4 py-1.5">
          <h2 className="font-semibold">Notices</h2>
          {unread > 0 ? <MarkAllButton /> : null}
        </div>
        {latest.length === 0 ? (
          <p className="px-4 py-8 text-center text-sm text-muted">
            Nothing has happened that you wanted to be told of.
          </p>
        ) : (
          <ul className="max-h-[min(28rem,60dvh)] divide-y divide-line overflow-y-auto">
            {latest.map((notice) => (
              <li key={notice.id}>
                <NoticeLink notice={notice} onFollow={close} />
              </li>
            ))}
          </ul>
        )}
        <div className="flex justify-end gap-2 border-t border-line px-4 py-2">
          <ButtonLink href="/notices" size="sm" onClick={close}>
            All notices
          </ButtonLink>
        </div>
      </div>
    </>
  );
}
