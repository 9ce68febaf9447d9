'use client';

import { useLinkStatus } from 'next/link';
import { Spinner } from '@/components/ui/spinner';

/** Turns inside a link for as long as the page it leads to is on its way. */
export function PendingMark() {
  const { pending } = useLinkStatus();
  return pending ? <Spinner label="Loading" /> : null;
}
