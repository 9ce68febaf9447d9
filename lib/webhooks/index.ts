export { addEndpoint } from './add-endpoint';
export { expireDeliveries } from './expire-deliveries';
export { getDelivery, listDeliveries, listEndpoints, listLoggedEndpoints } from './queries';
export { WebhookSender } from './send-webhooks';
