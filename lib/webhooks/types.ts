import type { AlertKind } from '@/lib/alerts';

export type DeliveryState = 'pending' | 'delivered' | 'failed' | 'canceled';

/** What a webhook tells of. */
export type WebhookEvent = AlertKind | 'test';

export interface Endpoint {
  id: string;
  url: string;
  description: string;
  isEnabled: boolean;
  createdAt: Date;
  lastDeliveredAt: Date | null;
  /** How its newest finished or tried delivery stands; null before the first. */
  lastState: DeliveryState | null;
}

export interface DeliveryFilters {
  state: DeliveryState | null;
  event: WebhookEvent | null;
  endpointId: string | null;
}

export interface DeliveryRow {
  id: string;
  event: string;
  url: string;
  state: DeliveryState;
  createdAt: Date;
  attemptCount: number;
  /** Of the newest attempt. */
  lastStatus: number | null;
  lastError: string | null;
  /** When it is tried next; null when it is not. */
  nextTryAt: Date | null;
}

export interface DeliveryAttempt {
  position: number;
  startedAt: Date;
  durationMs: number;
  status: number | null;
  error: string | null;
}

export interface DeliveryDetail extends DeliveryRow {
  endpointId: string;
  /** Whether it can be sent again: its endpoint stands and is enabled. */
  canResend: boolean;
  payload: Record<string, string>;
  attempts: DeliveryAttempt[];
  triesLeft: number;
}
