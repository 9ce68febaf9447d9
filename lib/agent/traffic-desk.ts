import type { Ms } from '@/lib/failover/types';
import { Quantiles } from '@/lib/simulator/distributions';
import { draw, FAMILY, keyHigh, keyLow } from '@/lib/simulator/random';
import { AGENT_EVENT } from './agent-events';
import { type CallOrder, callOrder } from './orders';
import type { Pump } from './pump';
import type { TrafficOrder } from './types';

const unit = Quantiles.exponential(1);
const BITS = 0x1_0000_0000;
/** Calls in progress that an order may have: what its rate brings within two minutes, and some at least. */
const MINUTES_IN_PROGRESS = 2;
const LEAST_IN_PROGRESS = 50;
/** Digits of a whole number by its country; others have twelve. */
const LENGTHS: readonly { prefix: string; length: number }[] = [
  { prefix: '91', length: 12 },
  { prefix: '1', length: 11 },
  { prefix: '61', length: 11 },
  { prefix: '65', length: 10 },
];

interface Running {
  order: TrafficOrder;
  place: number;
  placed: number;
  inProgress: number;
  /** Finer than a ms, so that rates above 1,000 a second come out right. */
  at: number;
}

/** Makes calls by itself at a rate, to be watched: a Poisson process for each order, from its numbers in turn. */
export class TrafficDesk {
  readonly #pump: Pump;
  readonly #seed: number;
  /** Places a call; answers with its uuid, null when it was refused or is over already. */
  readonly #place: (order: CallOrder) => string | null;
  readonly #running: Running[] = [];
  readonly #byUuid = new Map<string, Running>();

  constructor(pump: Pump, { seed, place }: { seed: number; place: (order: CallOrder) => string | null }) {
    this.#pump = pump;
    this.#seed = seed;
    this.#place = place;
  }

  /** Takes the orders of new tables; those that go on keep their pace. */
  read(orders: readonly TrafficOrder[]): void {
    const wanted = new Map(orders.map((order) => [order.id, order]));
    for (const running of this.#running) {
      const order = wanted.get(running.order.id);
      running.order = order ?? { ...running.order, endsAt: 0 };
      wanted.delete(running.order.id);
    }
    for (const order of wanted.values()) {
      const at = Math.max(order.startsAt, this.#pump.now);
      const running = { order, place: this.#running.length, placed: 0, inProgress: 0, at };
      this.#running.push(running);
      this.#next(running);
    }
  }

  #next(running: Running): void {
    const { order, place, placed } = running;
    if (order.callsPerSecond <= 0) return;
    const bits = draw(keyLow(this.#seed, FAMILY.arrival, placed), keyHigh(this.#seed, FAMILY.arrival, place), 1);
    running.at += (unit.real(bits) * 1_000) / order.callsPerSecond;
    if (running.at < order.endsAt) this.#pump.add(Math.floor(running.at), AGENT_EVENT.traffic, place, 0);
  }

  /** The order whose number the event bears places its next call. */
  due(place: number, now: Ms): void {
    const running = this.#running[place];
    if (!running || now >= running.order.endsAt) return;
    const { order, placed, inProgress } = running;
    running.placed += 1;
    const most = Math.max(LEAST_IN_PROGRESS, order.callsPerSecond * MINUTES_IN_PROGRESS * 60);
    const from = order.numbers[placed % Math.max(1, order.numbers.length)];
    if (inProgress < most && from !== undefined) this.#dial(running, from);
    this.#next(running);
  }

  #dial(running: Running, from: string): void {
    const { accountId } = running.order;
    const to = this.#callee(running);
    const uuid = this.#place(callOrder({ accountId, purpose: 'traffic', from, to, ringTimeoutSeconds: 35 }));
    if (uuid === null) return;
    running.inProgress += 1;
    this.#byUuid.set(uuid, running);
  }

  #callee({ order: { destinations }, place, placed }: Running): string {
    const low = keyLow(this.#seed, FAMILY.contact, placed);
    const high = keyHigh(this.#seed, FAMILY.contact, place);
    const prefix = destinations[Math.floor((draw(low, high, 2) / BITS) * destinations.length)] ?? '91';
    const whole = LENGTHS.find((row) => prefix.startsWith(row.prefix))?.length ?? 12;
    const missing = Math.max(0, whole - prefix.length);
    const digits = `${String(draw(low, high, 3)).padStart(10, '7')}${String(draw(low, high, 4)).padStart(10, '3')}`;
    return missing === 0 ? prefix : prefix + digits.slice(-missing);
  }

  /** A call of an order is over. */
  ended(uuid: string): void {
    const running = this.#byUuid.get(uuid);
    if (!running) return;
    running.inProgress -= 1;
    this.#byUuid.delete(uuid);
  }
}
