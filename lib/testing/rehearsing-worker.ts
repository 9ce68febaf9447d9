/** A worker that does nothing but run simulations: what tests kill and stop. */
import { onStopRequest } from '@/lib/stop-signal';
import { rehearsals } from '@/lib/worker/rehearsals';

const stop = await rehearsals.start();
onStopRequest(() => void stop().finally(() => process.exit(0)));
process.send?.('ready');
