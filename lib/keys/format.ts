import type { ApiScope } from '@/lib/context';

/** What a key may do, in the order of the form. */
export const SCOPES = ['numbers:read', 'numbers:write', 'calls:read', 'calls:place', 'billing:read'] as const;

export const SCOPE_WORDS: Readonly<Record<ApiScope, string>> = {
  'numbers:read': 'See numbers',
  'numbers:write': 'Buy, change and release numbers',
  'calls:read': 'See calls',
  'calls:place': 'Place and end calls',
  'billing:read': 'See balance and ledger',
};

export const KEY_LIFETIMES = ['30 days', '90 days', '365 days', 'no end'] as const;
export type KeyLifetime = (typeof KEY_LIFETIMES)[number];

/** Days of a lifetime; null without an end. */
export function daysOf(lifetime: KeyLifetime): number | null {
  return lifetime === 'no end' ? null : Number.parseInt(lifetime, 10);
}
