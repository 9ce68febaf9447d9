import { PhoneOutgoing } from 'lucide-react';
import { callsHref } from '@/components/calls/call-params';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';

/** Why there are no rows: first use, or nothing matches. */
export function NoCalls({ isFiltered, hasAny }: { isFiltered: boolean; hasAny: boolean }) {
  if (!hasAny)
    return (
      <EmptyState
        icon={<PhoneOutgoing />}
        title="No calls yet"
        actions={<ButtonLink href="/phone-numbers/active">Active Numbers</ButtonLink>}
      >
        Every call you place is listed here with its carrier, its cause and what it cost. Test calls are placed from a
        number’s page.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<PhoneOutgoing />}
      title={isFiltered ? 'No call fits these filters' : 'No calls on this page'}
      actions={<ButtonLink href={callsHref(null)}>{isFiltered ? 'Clear filters' : 'Newest calls'}</ButtonLink>}
    />
  );
}
