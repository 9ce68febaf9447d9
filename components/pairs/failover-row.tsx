import type { ReactNode } from 'react';

interface FailoverRowProps {
  label: string;
  /** What can be done about it. */
  actions?: ReactNode;
  children: ReactNode;
}

/** One thing about a pair: what it is called, how it stands, what can be done. */
export function FailoverRow({ label, actions, children }: FailoverRowProps) {
  return (
    <div className="grid gap-x-4 gap-y-2 py-4 first:pt-0 last:pb-0 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <h3 className="text-sm font-medium">{label}</h3>
      <div className="grid min-w-0 justify-items-start gap-3">
        <div className="grid min-w-0 gap-1">{children}</div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
