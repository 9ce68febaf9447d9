import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { DEFAULT_POLICY } from '@/lib/failover/policy';
import type { OutcomeOverride, RouteStateName } from '@/lib/failover/types';
import { OVERRIDE_DAYS_MAX, outcomeOverridesSchema, PLAN_DAYS_MAX } from './schema';

const DAY_MS = 86_400_000;

/** A trunk's own rows of the outcome table; what was never valid counts as none. */
export function readOutcomeOverrides(stored: unknown): readonly OutcomeOverride[] {
  const parsed = outcomeOverridesSchema.safeParse(stored);
  return parsed.success ? parsed.data : [];
}

export interface Period {
  startsAt: Date;
  endsAt: Date;
}

function refuse(sentence: string, field: 'startsAt' | 'endsAt'): never {
  throw new AppError('invalid_input', sentence, { field });
}

/** Throws the sentence that says why an override cannot last from then to then. */
export function refusePeriod({ startsAt, endsAt }: Period, now: Date): void {
  if (startsAt < now) refuse('The start must lie in the future.', 'startsAt');
  if (startsAt.getTime() - now.getTime() > PLAN_DAYS_MAX * DAY_MS)
    refuse(`Works can be planned at most ${PLAN_DAYS_MAX} days ahead.`, 'startsAt');
  if (endsAt <= now) refuse('The end must lie in the future.', 'endsAt');
  if (endsAt <= startsAt) refuse('The end must lie after the start.', 'endsAt');
  if (endsAt.getTime() - startsAt.getTime() > OVERRIDE_DAYS_MAX * DAY_MS)
    refuse(`It may last at most ${OVERRIDE_DAYS_MAX} days.`, 'endsAt');
}

const ROUTE_STATES: Readonly<Record<RouteStateName, true>> = {
  healthy: true,
  suspect: true,
  degraded: true,
  congested: true,
  open: true,
  probing: true,
  ramping: true,
};

export function isRouteState(text: string): text is RouteStateName {
  return Object.hasOwn(ROUTE_STATES, text);
}

const figures = z.record(z.string(), z.union([z.string(), z.number()]));

/** A trace's figures as they were stored; what was never valid counts as none. */
export function readFigures(stored: unknown): Readonly<Record<string, number | string>> {
  return figures.safeParse(stored).data ?? {};
}

/** The thresholds that charts show, as the engine has them. */
export function chartLimits() {
  const { media, setupTime, network } = DEFAULT_POLICY;
  return {
    floorMos: media.floorMos.value,
    slowMs: setupTime.floorMs.value,
    openFromShare: network.openFromShare.value,
  };
}
