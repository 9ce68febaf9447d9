/**
 * The policies an expectation may speak of, from nothing to the limit, then other systems' rules. The registries
 * hold the routers; they need a scenario's world, so the check of a scenario knows the names alone.
 */
export const POLICY_NAMES = [
  'off',
  'retry-only',
  'engine',
  'oracle',
  'consecutive-5',
  'finagle',
  'resilience4j',
  'window-30min',
] as const;
