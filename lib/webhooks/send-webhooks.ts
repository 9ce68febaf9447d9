import 'server-only';
import { decryptAuthToken } from '@/lib/accounts';
import { asAccountId } from '@/lib/context';
import { db } from '@/lib/db';
import { notifyAccount } from '@/lib/events';
import { log } from '@/lib/log';
import { countWebhookAttempt } from '@/lib/metrics';
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

/** Sends what is due. Any number of them may run; one that is killed leaves its deliveries to the others. */
export class WebhookSender {
  readonly #underWay = new Map<string, { endpointId: string; done: Promise<void> }>();
  readonly #now: () => Date;
  readonly #options: SenderOptions;

  constructor(options: SenderOptions = {}) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** Begins to send what is due and there is room for; does not wait for the answers. Returns how many it began. */
  async begin(): Promise<number> {
    const limit = AT_ONCE - this.#underWay.size;
    if (limit <= 0) return 0;
    const claimed = await claimDeliveries({
      ...{ now: this.#now(), limit, busy: this.#busyEndpoints(), perEndpoint: AT_ONCE_PER_ENDPOINT },
    });
    for (const delivery of claimed) {
      const done = this.#deliver(delivery)
        .catch((error: unknown) => log.error({ err: error, deliveryId: delivery.id }, 'sending a webhook failed'))
        .finally(() => this.#underWay.delete(delivery.id));
      this.#underWay.set(delivery.id, { endpointId: delivery.endpointId, done });
    }
    return claimed.length;
  }

  /** Resolves when nothing is under way. */
  async finish(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all([...this.#underWay.values()].map(({ done }) => done));
  }

  #busyEndpoints(): string[] {
    const counts = new Map<string, number>();
    for (const { endpointId } of this.#underWay.values()) counts.set(endpointId, (counts.get(endpointId) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= AT_ONCE_PER_ENDPOINT).map(([endpointId]) => endpointId);
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
