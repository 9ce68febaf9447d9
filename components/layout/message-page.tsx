import type { ReactNode } from 'react';
import { BrandMark } from '@/components/layout/brand-mark';

interface MessagePageProps {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}

/** A whole page with one message: outside the console, where there is no navigation. */
export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-12">
      <div className="grid w-full max-w-md justify-items-start gap-2">
        <BrandMark className="mb-4 size-8" />
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <div className="text-muted">{children}</div>
        {actions ? <div className="mt-4 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </main>
  );
}
