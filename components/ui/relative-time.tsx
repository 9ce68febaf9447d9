'use client';

import { useSyncExternalStore } from 'react';
import { relativeText } from '@/components/ui/duration';
import { cn } from '@/lib/cn';

interface RelativeTimeProps {
  /** ISO 8601, with milliseconds. */
  at: string;
  /** The same moment in the person's zone with the zone's name, made on the server. */
  exact: string;
  className?: string;
}

const TICK_MS = 30_000;

function subscribe(onChange: () => void): () => void {
  const timer = setInterval(onChange, TICK_MS);
  return () => clearInterval(timer);
}

/** The server writes the exact time; the browser, which knows what "now" is, shortens it under a day. */
export function RelativeTime({ at, exact, className }: RelativeTimeProps) {
  const tick = useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / TICK_MS),
    () => null,
  );
  const relative = tick === null ? null : relativeText(Date.parse(at), Date.now());
  return (
    <time dateTime={at} title={`${exact}\n${at}`} className={cn('figures', className)}>
      {relative ?? exact}
    </time>
  );
}
