import type { OutcomeOverride } from '@/lib/failover/types';
import { outcomeOverridesSchema } from './schema';

/** A trunk's own rows of the outcome table; what was never valid counts as none. */
export function readOutcomeOverrides(stored: unknown): readonly OutcomeOverride[] {
  const parsed = outcomeOverridesSchema.safeParse(stored);
  return parsed.success ? parsed.data : [];
}
