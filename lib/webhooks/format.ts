import { ALERT_KIND_WORDS, ALERT_KINDS } from '@/lib/alerts/format';
import type { DeliveryState, WebhookEvent } from './types';

/** What webhooks tell of, in the order a filter offers them. */
export const WEBHOOK_EVENTS = [
  ...ALERT_KINDS.filter((kind) => kind !== 'webhook_failed'),
  'test',
] as const satisfies WebhookEvent[];

export const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'canceled'] as const satisfies DeliveryState[];

export const DELIVERY_STATE_WORDS: Record<DeliveryState, string> = {
  pending: 'Waiting',
  delivered: 'Delivered',
  failed: 'Given up',
  canceled: 'Cancelled',
};

export function eventWords(event: string): string {
  const kind = ALERT_KINDS.find((one) => one === event);
  return kind ? ALERT_KIND_WORDS[kind] : 'Test';
}

/** 412 ms, 3.2 s. */
export function formatDuration(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
