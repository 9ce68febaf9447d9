'use client';

import { Timer } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { Countdown } from '@/components/ui/countdown';

interface ReservationClockProps {
  /** ISO 8601. */
  expiresAt: string;
  /** The server's clock when it wrote the page. */
  now: string;
  /** The end in the account's time zone, as text. */
  until: string;
  /** What nobody else can take meanwhile: "either number". */
  kept: string;
}

/** How long the numbers are kept, and what happens then. At the end the page says so by itself. */
export function ReservationClock({ expiresAt, now, until, kept }: ReservationClockProps) {
  const router = useRouter();
  // The clock would start anew with every new function.
  const showEnd = useCallback(() => router.refresh(), [router]);
  return (
    <div className="flex gap-2.5 rounded-md border border-line bg-surface px-3 py-2.5">
      <Timer aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <div className="flex flex-wrap items-baseline gap-x-3">
        <p className="font-semibold">
          Reserved for{' '}
          <Countdown until={expiresAt} now={now} label="Reservation" expiredText="00:00" onExpire={showEnd} />
        </p>
        <p className="text-sm text-muted">
          Until {until} nobody else can take {kept}. Then the reservation ends by itself and nothing is charged.
        </p>
      </div>
    </div>
  );
}
