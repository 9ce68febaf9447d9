import 'server-only';
import { WebhookSender } from '@/lib/webhooks';
import { every } from './every';
import type { Job } from './types';

/** How often due webhooks are looked for; they come as alerts do, rarely. */
const LOOK_MS = 500;
/** How long deliveries under way may take to finish at a stop; others take over what is cut off. */
const FINISH_MS = 1_500;

/** Sends webhooks. */
export function webhooksJob(sender = new WebhookSender()): Job {
  return {
    name: 'send webhooks',
    start: async () => {
      const stop = await every({
        name: 'send webhooks',
        pauseMs: LOOK_MS,
        run: async () => {
          await sender.begin();
        },
      }).start();
      return async () => {
        await stop();
        await Promise.race([sender.finish(), new Promise((resolve) => setTimeout(resolve, FINISH_MS).unref())]);
      };
    },
  };
}
