import 'server-only';
import { db } from '@/lib/db';
import { type ActivationAnswer, type Carrier, CarrierUnavailable, type NumberOrder, type OrderAnswer } from './types';

/** How long we wait for a carrier's answer, ms. */
const TIMEOUT_MS = 5_000;

/** How a sandbox carrier answers unless it is told otherwise. */
const AS_USUAL = { orderDelayMs: 150, activationDelayMs: 600, outcome: 'accept', refusalReason: null } as const;

const settled = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * A carrier without telephony. Its answers come from `sandbox_settings`, its memory is
 * `sandbox_orders`: the other side of the wire, kept apart from our own order rows.
 */
export class SandboxCarrier implements Carrier {
  readonly id: number;
  readonly name: string;

  constructor(carrier: { id: number; name: string }) {
    this.id = carrier.id;
    this.name = carrier.name;
  }

  async order({ idempotencyKey, number }: NumberOrder): Promise<OrderAnswer> {
    const settings = await this.#settings();
    await this.#answerDelay(settings.orderDelayMs, settings.outcome === 'timeout');
    const state = settings.outcome === 'refuse' ? 'refused' : 'accepted';
    const order = await db.sandboxOrder.upsert({
      where: { idempotencyKey },
      create: {
        idempotencyKey,
        carrierId: this.id,
        number,
        state,
        activeAt: new Date(Date.now() + settings.activationDelayMs),
      },
      update: {},
    });
    if (order.state !== 'refused') return { result: 'accepted' };
    return { result: 'refused', reason: settings.refusalReason ?? 'The carrier refused the order.' };
  }

  async activate({ idempotencyKey }: NumberOrder): Promise<ActivationAnswer> {
    const settings = await this.#settings();
    await this.#answerDelay(0, settings.outcome === 'timeout');
    const order = await db.sandboxOrder.findUnique({ where: { idempotencyKey } });
    if (!order || order.state === 'refused' || order.state === 'released') {
      return { result: 'refused', reason: settings.refusalReason ?? 'The carrier does not know this order.' };
    }
    const leftMs = (order.activeAt?.getTime() ?? 0) - Date.now();
    if (leftMs > 0) return { result: 'pending', retryAfterMs: leftMs };
    await db.sandboxOrder.update({ where: { idempotencyKey }, data: { state: 'active' } });
    return { result: 'active' };
  }

  async release({ idempotencyKey }: NumberOrder): Promise<void> {
    const settings = await this.#settings();
    await this.#answerDelay(0, settings.outcome === 'timeout');
    await db.sandboxOrder.updateMany({ where: { idempotencyKey }, data: { state: 'released' } });
  }

  async #settings() {
    const settings = await db.sandboxSettings.findUniqueOrThrow({ where: { carrierId: this.id } });
    return settings.endsAt && settings.endsAt.getTime() <= Date.now() ? { ...settings, ...AS_USUAL } : settings;
  }

  async #answerDelay(delayMs: number, silent: boolean): Promise<void> {
    if (silent || delayMs > TIMEOUT_MS) {
      await settled(silent ? Math.min(delayMs, TIMEOUT_MS) : TIMEOUT_MS);
      throw new CarrierUnavailable(this.name);
    }
    if (delayMs > 0) await settled(delayMs);
  }
}
