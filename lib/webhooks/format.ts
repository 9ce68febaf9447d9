import type { DeliveryState, WebhookEvent } from './types';

/** What webhooks tell of, in the order a filter offers them. */
export const WEBHOOK_EVENTS = [
  'failover',
  'failback',
  'incident_opened',
  'incident_closed',
  'pair_problem',
  'low_balance',
  'past_due',
  'compliance',
  'test',
] as const satisfies WebhookEvent[];

export const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'canceled'] as const satisfies DeliveryState[];

export const DELIVERY_STATE_WORDS: Record<DeliveryState, string> = {
  pending: 'Waiting',
  delivered: 'Delivered',
  failed: 'Given up',
  canceled: 'Cancelled',
};

/** 412 ms, 3.2 s. */
export function formatDuration(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
