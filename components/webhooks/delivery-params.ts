import type { Route } from 'next';
import { createLoader, createSerializer, parseAsString } from 'nuqs/server';
import { appHref } from '@/components/layout/app-href';
import type { DeliveryFilters } from '@/lib/webhooks/types';

/** The delivery log's part of the address, read the same way by server and browser. */
export const deliveryParsers = {
  state: parseAsString,
  event: parseAsString,
  endpoint: parseAsString,
  before: parseAsString,
  after: parseAsString,
};

export const loadDeliveryParams = createLoader(deliveryParsers);
export const NO_DELIVERY_FILTER = { state: null, event: null, endpoint: null, before: null, after: null };

const serialize = createSerializer(deliveryParsers);

/** The page of deliveries before or after one. */
export function deliveriesHref(
  { endpointId, ...filters }: DeliveryFilters,
  cursor: { before?: string; after?: string } = {},
): Route {
  return appHref('/developers/webhooks', serialize({ ...filters, endpoint: endpointId, ...cursor }));
}

export function deliveryHref(id: string): Route {
  return appHref(`/developers/webhooks/${id}`);
}
