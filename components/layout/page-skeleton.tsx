import { Page } from '@/components/layout/page';
import { Skeleton } from '@/components/ui/skeleton';

interface PageSkeletonProps {
  /** Rows of the table that is coming; 0 for a page of cards. */
  rows?: number;
}

/** The page's outline at its final size. Appears only when loading takes longer than a glance. */
export function PageSkeleton({ rows = 12 }: PageSkeletonProps) {
  return (
    <Page width={rows > 0 ? 'full' : 'form'}>
      <div role="status" className="appear-late">
        <span className="sr-only">Loading</span>
        <Skeleton className="h-7 w-48" />
        <Skeleton className="mt-2 mb-6 h-4 w-72 max-w-full" />
        <div className="overflow-hidden rounded-lg border border-line bg-surface">
          <div className="h-9 border-b border-line bg-canvas" />
          {Array.from({ length: rows > 0 ? rows : 4 }, (_, index) => `row-${index}`).map((key) => (
            <div key={key} className="flex h-10 items-center gap-6 border-b border-line px-4 last:border-b-0">
              <Skeleton className="w-36" />
              <Skeleton className="w-24" />
              <Skeleton className="hidden w-40 sm:block" />
              <Skeleton className="ml-auto w-16" />
            </div>
          ))}
        </div>
      </div>
    </Page>
  );
}
