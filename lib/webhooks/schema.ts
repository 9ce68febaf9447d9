import { z } from 'zod';
import { DELIVERY_STATES, WEBHOOK_EVENTS } from './format';
import type { DeliveryFilters } from './types';

const URL_FORM = 'URL must be a web address such as https://example.com/hooks/twinline.';
const MAX_URL = 500;

const endpointUrl = z
  .string({ error: URL_FORM })
  .trim()
  .min(1, URL_FORM)
  .max(MAX_URL, `URL may have at most ${MAX_URL} characters.`)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), URL_FORM)
  .refine((text) => !hasCredentials(text), 'URL may not hold a user name or password; webhooks are signed instead.')
  .refine((text) => !text.includes('#'), 'URL may not have a part after "#"; it is never sent.')
  .transform((text) => new URL(text).href);

function hasCredentials(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username !== '' || password !== '';
}

export const addEndpointInput = z.object({
  url: endpointUrl,
  description: z
    .string({ error: 'Description must be text.' })
    .trim()
    .max(80, 'Description may have at most 80 characters.')
    .refine((text) => !/\p{Cc}/u.test(text), 'Description must be one line of plain text.')
    .default(''),
});
export type AddEndpointInput = z.input<typeof addEndpointInput>;

export const endpointInput = z.object({
  endpointId: z.string({ error: 'Endpoint is missing.' }).regex(/^whe_[0-9a-z]{26}$/, 'Endpoint is not known.'),
});
export type EndpointInput = z.input<typeof endpointInput>;

export const switchEndpointInput = endpointInput.extend({
  isEnabled: z.boolean({ error: 'Enabled must be on or off.' }),
});
export type SwitchEndpointInput = z.input<typeof switchEndpointInput>;

export const deliveryInput = z.object({
  deliveryId: z.string({ error: 'Delivery is missing.' }).regex(/^whd_[0-9a-z]{26,30}$/, 'Delivery is not known.'),
});
export type DeliveryInput = z.input<typeof deliveryInput>;

interface DeliveryParams {
  state: string | null;
  event: string | null;
  endpoint: string | null;
  before: string | null;
  after: string | null;
}

const DELIVERY_ID = /^whd_[0-9a-z]{26,30}$/;

/** The filters and the page an address asks for; what makes no sense counts as not given and is named. */
export function readDeliveryQuery(params: DeliveryParams) {
  const filters: DeliveryFilters = {
    state: DELIVERY_STATES.find((state) => state === params.state) ?? null,
    event: WEBHOOK_EVENTS.find((event) => event === params.event) ?? null,
    endpointId: params.endpoint && /^whe_[0-9a-z]{26}$/.test(params.endpoint) ? params.endpoint : null,
  };
  const leftOut = [
    ...(params.state && !filters.state ? ['The state'] : []),
    ...(params.event && !filters.event ? ['The event'] : []),
    ...(params.endpoint && !filters.endpointId ? ['The endpoint'] : []),
  ];
  const cursorOf = (text: string | null) => (text && DELIVERY_ID.test(text) ? text : null);
  return { filters, cursor: { before: cursorOf(params.before), after: cursorOf(params.after) }, leftOut };
}
