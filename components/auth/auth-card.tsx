import type { ReactNode } from 'react';
import { BrandMark } from '@/components/layout/brand-mark';

interface AuthCardProps {
  title: string;
  /** One sentence under the title. */
  sentence: string;
  children: ReactNode;
  /** Under the card. */
  note?: ReactNode;
}

/** A page before sign-in: the mark, what this is, one form. */
export function AuthCard({ title, sentence, children, note }: AuthCardProps) {
  return (
    <main className="grid min-h-dvh content-center justify-items-center px-4 py-10">
      <div className="grid w-full max-w-sm gap-5">
        <div className="grid gap-1">
          <p className="mb-4 flex items-center gap-2 text-base font-semibold tracking-tight">
            <BrandMark className="size-7" />
            Twinline
          </p>
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          <p className="text-muted">{sentence}</p>
        </div>
        <div className="rounded-lg border border-line bg-surface p-5">{children}</div>
        {note ? <div className="text-sm text-muted">{note}</div> : null}
      </div>
    </main>
  );
}
