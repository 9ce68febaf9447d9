import { SearchX } from 'lucide-react';
import { Page } from '@/components/layout/page';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';

export default function ConsoleNotFound() {
  return (
    <Page>
      <EmptyState
        icon={<SearchX />}
        title={<h1>There is nothing at this address</h1>}
        actions={<ButtonLink href="/phone-numbers/active">Go to active numbers</ButtonLink>}
      >
        It may be mistyped, or what it named is not part of your account.
      </EmptyState>
    </Page>
  );
}
