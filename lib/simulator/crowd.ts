import { Agents } from './agents';
import type { Attempt } from './call';
import { Call } from './call';
import { EVENT, Pool } from './clockwork';
import type { EventQueue } from './events';
import * as people from './people';
import type { Tally } from './tally';
import { Arrivals } from './traffic';
import type { CampaignModel, World } from './world';

/** Someone who waits for a free agent hangs up after this. */
const WITHOUT_AGENT_MS = 2_000;

interface Floor {
  seed: number;
  queue: EventQueue;
  tally: Tally;
}

interface Redial {
  slot: number;
  campaign: CampaignModel;
  contact: number;
  tries: number;
}

/** Callers and callees: who calls when, who tries again, who has an agent. */
export class Crowd {
  /** For those who need a call before the first one is placed. */
  readonly anyCall: Call;
  /** Calls that are not over. */
  live = 0;
  readonly #world: World;
  readonly #floor: Floor;
  readonly #calls: Pool<Call>;
  readonly #redials: Pool<Redial>;
  readonly #arrivals: Arrivals[];
  readonly #agents: (Agents | null)[];
  readonly #contacts: number[];
  #callId = 0;

  constructor(world: World, floor: Floor) {
    const [campaign] = world.campaigns;
    const [destination] = world.destinations;
    if (!campaign || !destination) throw new RangeError('A scenario needs traffic and a destination.');
    this.#world = world;
    this.#floor = floor;
    this.#calls = new Pool((slot) => new Call(slot, campaign, destination));
    this.#redials = new Pool((slot) => ({ slot, campaign, contact: 0, tries: 0 }));
    this.anyCall = this.#calls.take();
    const { lasts, startsAt } = world.scenario;
    this.#arrivals = world.campaigns.map((one) => new Arrivals(one, { seed: floor.seed, lasts, startsAt }));
    this.#agents = world.campaigns.map((one, index) => {
      const { pacing } = one.campaign;
      return pacing ? new Agents(pacing, one, this.#arrivals[index]?.end ?? lasts) : null;
    });
    this.#contacts = world.campaigns.map(() => 0);
  }

  at(slot: number): Call | undefined {
    return this.#calls.items[slot];
  }

  start(): void {
    for (const { index } of this.#world.campaigns) {
      if (this.#agents[index]) this.#floor.queue.add(this.#arrivals[index]?.from ?? 0, EVENT.pace, index, 0);
      else this.#queueArrival(index);
    }
  }

  #queueArrival(campaign: number): void {
    const at = this.#arrivals[campaign]?.next() ?? Number.POSITIVE_INFINITY;
    if (at < Number.POSITIVE_INFINITY) this.#floor.queue.add(at, EVENT.arrival, campaign, 0);
  }

  /** The next contact of a campaign is called. */
  arrive(campaign: number, now: number): Call | null {
    this.#queueArrival(campaign);
    return this.dial(campaign, now);
  }

  dial(campaign: number, now: number): Call | null {
    const model = this.#world.campaigns[campaign];
    if (!model) return null;
    const contact = this.#contacts[campaign] ?? 0;
    this.#contacts[campaign] = contact + 1;
    return this.#make({ campaign: model, contact, tries: 0 }, now);
  }

  /** How many calls the dialling machine places now. */
  pace(campaign: number, now: number): number {
    const agents = this.#agents[campaign];
    const arrivals = this.#arrivals[campaign];
    if (!agents || !arrivals || now >= arrivals.end) return 0;
    this.#floor.queue.add(now + agents.everyMs, EVENT.pace, campaign, 0);
    return Math.min(agents.wanted(), Math.ceil((arrivals.rateAt(now) * agents.everyMs) / 1_000));
  }

  redial(slot: number, now: number): Call | null {
    const redial = this.#redials.items[slot];
    if (!redial) return null;
    this.#redials.give(slot);
    return this.#make(redial, now);
  }

  /** A caller whose call failed will try again. */
  comesBack({ campaign, contact, tries }: Call, at: number): void {
    if (at >= (this.#arrivals[campaign.index]?.end ?? 0)) return;
    const redial = this.#redials.take();
    redial.campaign = campaign;
    redial.contact = contact;
    redial.tries = tries + 1;
    this.#floor.queue.add(at, EVENT.redial, redial.slot, 0);
  }

  #make({ campaign, contact, tries }: { campaign: CampaignModel; contact: number; tries: number }, now: number): Call {
    const call = this.#calls.take();
    const { low, high } = people.callKeys(this.#floor.seed, campaign.index, { contact, tries });
    call.reset();
    call.campaign = campaign;
    call.contact = contact;
    call.tries = tries;
    call.keyLow = low;
    call.keyHigh = high;
    call.arrivedAt = now;
    call.destination = people.pickDestination(call);
    call.natural = this.#world.naturalTrunk(campaign.numbers, call.destination);
    call.readiness = people.readiness(campaign, call.destination, this.#progress(campaign.index, now));
    this.#ask(call);
    this.live += 1;
    this.#agents[campaign.index]?.dialled();
    return call;
  }

  #ask(call: Call): void {
    const { request, campaign, destination } = call;
    this.#callId += 1;
    request.callId = this.#callId;
    request.accountId = campaign.numbers.group.account;
    request.callerNumber = campaign.numbers.numbers[people.pickNumber(call)] ?? '';
    request.destination = people.calleeNumber(call, destination);
    request.campaign = campaign.campaign.id;
    request.attemptNumber = call.tries;
    request.humanListens = campaign.campaign.humanListens;
    request.ringTimeoutMs = campaign.campaign.ringTimeout;
  }

  /** How far down its list a campaign is, 0..1. */
  #progress(campaign: number, now: number): number {
    const arrivals = this.#arrivals[campaign];
    return arrivals ? Math.min(1, (now - arrivals.from) / (arrivals.end - arrivals.from)) : 0;
  }

  /** The caller begins to listen. */
  waits(call: Call, now: number): void {
    if (call.campaign.campaign.humanListens)
      this.#floor.queue.add(now + people.patience(call), EVENT.patienceEnds, call.slot, call.life);
  }

  /** An answered call goes to an agent, or is dropped when none is free. */
  answered(call: Call, attempt: Attempt, now: number): void {
    const agents = this.#agents[call.campaign.index];
    if (!agents) return;
    agents.settled(true);
    call.hasAgent = agents.take(now);
    call.lackedAgent = !call.hasAgent;
    if (call.hasAgent) return;
    attempt.talkMs = Math.min(attempt.talkMs, WITHOUT_AGENT_MS);
    if (this.#floor.tally.isCounted(call)) this.#floor.tally.counts.withoutAgent += 1;
  }

  hungUp(call: Call, now: number): void {
    if (call.hasAgent) this.#agents[call.campaign.index]?.release(now);
    call.hasAgent = false;
  }

  /** The dialling machine learns that a line came to nothing. */
  unanswered(call: Call): void {
    this.#agents[call.campaign.index]?.settled(false);
  }

  /** All agents' waiting together, ms; null when nobody has agents. */
  waitedMs(): number | null {
    const waits = this.#agents.flatMap((agents) => (agents ? [agents.waitedMs()] : []));
    return waits.length === 0 ? null : waits.reduce((sum, wait) => sum + wait, 0);
  }

  /** Nothing is left of a call: its place is for another. */
  free(call: Call): void {
    call.life += 1;
    this.live -= 1;
    this.#calls.give(call.slot);
  }
}
