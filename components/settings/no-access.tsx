import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';

interface NoAccessProps {
  /** The page. */
  title: string;
  /** What the role does not do. */
  sentence: string;
  /** Who can change that. */
  children: ReactNode;
}

/** A page that the person's role does not open. */
export function NoAccess({ title, sentence, children }: NoAccessProps) {
  return (
    <Page width="narrow">
      <PageHeader title={title} />
      <Card flush>
        <EmptyState icon={<Lock />} title={sentence}>
          {children}
        </EmptyState>
      </Card>
    </Page>
  );
}
