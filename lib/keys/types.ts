import type { ApiScope } from '@/lib/context';

export interface ApiKeySummary {
  id: string;
  name: string;
  prefix: string;
  scopes: ApiScope[];
  createdBy: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  state: 'active' | 'expired' | 'revoked';
}

export interface Credentials {
  authId: string;
  /** Until when the token before the last rotation works; null when none does. */
  previousEndsAt: Date | null;
}
