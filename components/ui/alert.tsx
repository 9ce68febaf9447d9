import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

const looks = {
  info: { icon: Info, ground: 'border-info-line bg-info-soft', ink: 'text-info' },
  ok: { icon: CircleCheck, ground: 'border-ok-line bg-ok-soft', ink: 'text-ok' },
  warn: { icon: TriangleAlert, ground: 'border-warn-line bg-warn-soft', ink: 'text-warn' },
  danger: { icon: OctagonAlert, ground: 'border-danger-line bg-danger-soft', ink: 'text-danger' },
};

interface AlertProps {
  tone?: keyof typeof looks;
  title?: ReactNode;
  /** What can be done about it. */
  actions?: ReactNode;
  /** It appeared because of what the person just did: read out at once. */
  live?: boolean;
  className?: string;
  children?: ReactNode;
}

/** A message that stays where it belongs on the page. */
export function Alert({ tone = 'info', title, actions, live = false, className, children }: AlertProps) {
  const { icon: Icon, ground, ink } = looks[tone];
  return (
    <div
      role={live ? 'alert' : undefined}
      className={cn('flex gap-2.5 rounded-md border px-3 py-2.5', ground, className)}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', ink)} />
      <div className="grid min-w-0 flex-1 gap-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="max-w-prose text-sm">{children}</div> : null}
        {actions ? <div className="mt-1 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
