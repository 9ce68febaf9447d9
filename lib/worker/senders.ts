import 'server-only';
import { MailSender } from '@/lib/mail';
import { WebhookSender } from '@/lib/webhooks';
import { every } from './every';
import type { Job } from './types';

/** How often due rows are looked for; they come as alerts do, rarely. */
const LOOK_MS = 500;
const MAIL_LOOK_MS = 2_000;
/** How long what is under way may take to finish at a stop; others take over what is cut off. */
const FINISH_MS = 1_500;

interface Sender {
  begin: () => Promise<number>;
  finish: () => Promise<void>;
}

/** Sends webhooks. */
export function webhooksJob(sender: Sender = new WebhookSender()): Job {
  return senderJob('send webhooks', LOOK_MS, sender);
}

/** Sends e-mail. */
export function mailsJob(sender: Sender = new MailSender()): Job {
  return senderJob('send mails', MAIL_LOOK_MS, sender);
}

function senderJob(name: string, pauseMs: number, sender: Sender): Job {
  return {
    name,
    start: async () => {
      const stop = await every({
        ...{ name, pauseMs },
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
