import 'server-only';
import { decryptAuthToken } from '@/lib/accounts';
import { asAccountId } from '@/lib/context';
import { db } from '@/lib/db';
import { notifyAccount } from '@/lib/events';
import { log } from '@/lib/log';
import { countWebhookAttempt } from '@/lib/metrics';
import { Outbox } from '@/lib/outbox';
import type { AddressPolicy } from './check-address';
import { type ClaimedDelivery, claimDeliveries } from './claim-deliveries';
import { composeSignature } from './compose-signature';
import { postWebhook, type WebhookAnswer } from './post-webhook';
import { recordAttempt } from './record-attempt';

/** Deliveries under way at a time in one worker, and to one endpoint. */
const AT_ONCE = 20;
const AT_ONCE_PER_ENDPOINT = 4;

interface SenderOptions {
  now?: () => Date;
  timeoutMs?: number;
  policy?: AddressPolicy;
}

/** Sends webhooks that are due. Any number of them may run; one that is killed leaves its deliveries to the others. */
export class WebhookSender {
  readonly #outbox: Outbox<ClaimedDelivery>;
  readonly #now: () => Date;
  readonly #options: SenderOptions;

  constructor(options: SenderOptions = {}) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    this.#outbox = new Outbox({
      ...{ what: 'a webhook', atOnce: AT_ONCE, atOncePerTarget: AT_ONCE_PER_ENDPOINT },
      claim: ({ limit, busy, perTarget }) => claimDeliveries({ now: this.#now(), limit, busy, perEndpoint: perTarget }),
      deliver: (delivery) => this.#deliver(delivery),
    });
  }

  /** Begins to send what is due and there is room for; does not wait for the answers. Returns how many it began. */
  begin(): Promise<number> {
    return this.#outbox.begin();
  }

  /** Resolves when nothing is under way. */
  finish(): Promise<void> {
    return this.#outbox.finish();
  }

  async #deliver(delivery: ClaimedDelivery): Promise<void> {
    const startedAt = this.#now();
    const began = performance.now();
    const answer = await this.#post(delivery);
    const durationMs = Math.round(performance.now() - began);
    countWebhookAttempt(answer.error === null ? 'delivered' : 'failed');
    log.debug({ deliveryId: delivery.id, accountId: delivery.accountId, ...answer, durationMs }, 'webhook attempted');
    if (await recordAttempt(delivery, { ...answer, startedAt, durationMs }, this.#now())) {
      await notifyAccount(db, asAccountId(delivery.accountId), 'webhooks');
    }
  }

  async #post({ id, accountId, url, payload }: ClaimedDelivery): Promise<WebhookAnswer> {
    const account = await db.account.findUniqueOrThrow({
      where: { id: accountId },
      select: { authTokenEncrypted: true, previousTokenEncrypted: true, previousTokenEndsAt: true },
    });
    let authTokens: string[];
    try {
      const { authTokenEncrypted, previousTokenEncrypted, previousTokenEndsAt } = account;
      const isOverlap =
        previousTokenEncrypted !== null && previousTokenEndsAt !== null && previousTokenEndsAt > this.#now();
      const working = isOverlap ? [authTokenEncrypted, previousTokenEncrypted] : [authTokenEncrypted];
      authTokens = working.map((encrypted) => decryptAuthToken(accountId, encrypted));
    } catch (error) {
      log.error({ err: error, accountId }, 'an auth token cannot be read, so webhooks cannot be signed');
      return { status: null, error: 'The webhook could not be signed: the auth token of the account cannot be read.' };
    }
    const headers = { ...composeSignature(url, payload, ...authTokens), 'X-Twinline-Delivery': id };
    return postWebhook({ url, parameters: payload, headers }, this.#options);
  }
}
