/** A worker that does nothing but bulk jobs: what tests kill and stop. */
import { onStopRequest } from '@/lib/stop-signal';
import { bulkChanges, bulkPurchases } from '@/lib/worker/bulk';

const stops = [await bulkPurchases.start(), await bulkChanges.start()];
onStopRequest(() => void Promise.all(stops.map((stop) => stop())).finally(() => process.exit(0)));
process.send?.('ready');
