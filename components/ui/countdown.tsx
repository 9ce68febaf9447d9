'use client';

import { useEffect, useState } from 'react';
import { clockText, momentToAnnounce, spokenDuration } from '@/components/ui/duration';
import { cn } from '@/lib/cn';

interface CountdownProps {
  /** When it ends, ISO 8601. */
  until: string;
  /** The server's time when it rendered, ISO 8601: the first figure, and the correction of a wrong local clock. */
  now: string;
  /** What ends: read out as "Reservation: 2 minutes left". */
  label: string;
  expiredText?: string;
  onExpire?: () => void;
  className?: string;
}

/** Time left, counted down each second; read out at a few moments only. */
export function Countdown({ until, now, label, expiredText = 'Expired', onExpire, className }: CountdownProps) {
  const end = Date.parse(until);
  const [leftSeconds, setLeftSeconds] = useState(() => secondsLeft(end, Date.parse(now)));
  const [announcement, setAnnouncement] = useState('');

  // Follows the clock outside React; the server's clock decides, the local one only counts.
  useEffect(() => {
    const skewMs = Date.parse(now) - Date.now();
    let last = secondsLeft(end, Date.now() + skewMs);
    const timer = setInterval(() => {
      const left = secondsLeft(end, Date.now() + skewMs);
      setLeftSeconds(left);
      if (left === last) return;
      const moment = momentToAnnounce(last, left);
      if (moment !== null)
        setAnnouncement(moment === 0 ? `${label}: ${expiredText}` : `${label}: ${spokenDuration(moment)} left`);
      last = left;
      if (left > 0) return;
      clearInterval(timer);
      onExpire?.();
    }, 250);
    return () => clearInterval(timer);
  }, [end, now, label, expiredText, onExpire]);

  return (
    <span className={cn('figures', className)}>
      <span role="timer" aria-label={label} className={leftSeconds <= 60 ? 'text-warn' : undefined}>
        {leftSeconds > 0 ? clockText(leftSeconds) : expiredText}
      </span>
      <span aria-live="polite" className="sr-only">
        {announcement}
      </span>
    </span>
  );
}

function secondsLeft(end: number, at: number): number {
  return Math.max(0, Math.ceil((end - at) / 1_000));
}
