import { type Policy, withChanges } from '../failover/policy';
import { compileTables, type Tables } from '../failover/tables';
import type { CallerNumber, FallbackNumber, MediaReport, Route, TableSource, Trunk } from '../failover/types';
import { Quantiles } from './distributions';
import type { Recording } from './replay/recording';
import type { Campaign, Carrier, Destination, NumberGroup, Scenario } from './scenario/schema';

/** A trunk as the simulator plays it; `index` is how the hot path names it. */
export interface TrunkModel {
  index: number;
  id: string;
  carrier: Carrier;
  maxChannels: number;
  maxCps: number;
  firstResponse: Quantiles;
  ringing: Quantiles;
  failure: Quantiles;
  /** 32-bit limits: a draw below them fails. */
  failsBelow: number;
  codec: MediaReport['codec'];
}

export interface DestinationModel {
  index: number;
  model: Destination;
  /** How many digits follow the prefix, and how many numbers that makes. */
  freeDigits: number;
  size: number;
}

export interface NumberModel {
  index: number;
  group: NumberGroup;
  /** The numbers in order, as digits. */
  numbers: readonly string[];
  fallbacks: readonly string[];
}

export interface CampaignModel {
  index: number;
  campaign: Campaign;
  numbers: NumberModel;
  destinations: readonly DestinationModel[];
  /** Cumulative shares of `destinations`, as 32-bit limits. */
  limits: readonly number[];
  answer: Quantiles;
  talk: Quantiles;
  patience: Quantiles;
  redialAfter: Quantiles;
  /** The calls of a record, when they are the traffic; then the contacts are its rows. */
  recorded: RecordedTraffic | null;
}

/** Recorded calls with the destination of each. */
export interface RecordedTraffic {
  recording: Recording;
  destination: Int32Array;
}

/** A scenario made ready to run: indexes for names, tables for distributions. */
export interface World {
  scenario: Scenario;
  source: TableSource;
  tables: Tables;
  policy: Policy;
  trunks: readonly TrunkModel[];
  trunkIndex: ReadonlyMap<string, number>;
  destinations: readonly DestinationModel[];
  campaigns: readonly CampaignModel[];
  /** The trunk that a call of a number group to a destination takes when nothing is wrong. */
  naturalTrunk(group: NumberModel, destination: DestinationModel): number;
  /** Per minute in micros, by trunk and destination. */
  costMicros(trunk: number, destination: number): number;
}

/** Limits of one trunk; null when the contract names none. */
interface TrunkLimits {
  id: string;
  maxChannels: number | null;
  maxCps: number | null;
}

/** A trunk of a carrier, made ready to be played. */
export function trunkModel(trunk: TrunkLimits, carrier: Carrier, index: number): TrunkModel {
  return {
    index,
    id: trunk.id,
    carrier,
    maxChannels: trunk.maxChannels ?? Number.POSITIVE_INFINITY,
    maxCps: trunk.maxCps ?? Number.POSITIVE_INFINITY,
    firstResponse: times(carrier.firstResponse),
    ringing: times(carrier.ringing),
    failure: times(carrier.failure),
    failsBelow: carrier.failureRate * 0x1_0000_0000,
    codec: carrier.media.codec,
  };
}

/** A destination, made ready to be called. */
export function destinationModel(model: Destination, index: number): DestinationModel {
  const freeDigits = model.length - model.prefix.length;
  return { index, model, freeDigits, size: 10 ** freeDigits };
}

function times({ median, spread }: { median: number; spread: number }): Quantiles {
  return Quantiles.lognormal(median, spread);
}

function buildTrunks(scenario: Scenario): TrunkModel[] {
  const declared = scenario.carriers.flatMap((carrier) => {
    const own = [{ id: carrier.id, maxChannels: carrier.maxChannels, maxCps: carrier.maxCps }];
    return (carrier.trunks ?? own).map((trunk) => ({ trunk, carrier }));
  });
  return declared.map(({ trunk, carrier }, index) => trunkModel(trunk, carrier, index));
}

function declareTrunk(scenario: Scenario, { id, carrier }: TrunkModel): Trunk {
  const own = carrier.trunks?.find((trunk) => trunk.id === id);
  return {
    id,
    carrierId: carrier.id,
    failureDomains: [`carrier:${carrier.id}`, ...carrier.upstreams.map((upstream) => `upstream:${upstream}`)],
    transport: own?.transport ?? carrier.transport,
    maxChannels: own ? own.maxChannels : carrier.maxChannels,
    maxCps: own ? own.maxCps : carrier.maxCps,
    capabilities: [carrier.media.codec, ...(scenario.place === 'india' ? ['india'] : [])],
    outcomeOverrides: [],
  };
}

function micros(perMinute: number): number {
  return Math.round(perMinute * 1_000_000);
}

interface Way {
  trunk: TrunkModel;
  priority: number;
  costMicros: number;
}

/** The ways to a destination, every trunk of every carrier it names. */
function waysTo(destination: Destination, scenario: Scenario, trunks: readonly TrunkModel[]): Way[] {
  const named =
    destination.routes ??
    scenario.carriers.map(({ id }, index) => ({ carrier: id, priority: index, costPerMinute: undefined }));
  return named.flatMap(({ carrier, priority, costPerMinute }) =>
    trunks
      .filter((trunk) => trunk.carrier.id === carrier)
      .map((trunk) => ({ trunk, priority, costMicros: micros(costPerMinute ?? trunk.carrier.costPerMinute) })),
  );
}

function routesTo(destination: Destination, ways: readonly Way[]): Route[] {
  return ways.map(({ trunk, priority, costMicros }) => ({
    prefix: destination.prefix,
    trunkId: trunk.id,
    priority,
    costMicros,
    destinationGroup: destination.group,
  }));
}

function follow(first: string, count: number): string[] {
  const start = Number(first);
  return Array.from({ length: count }, (_, step) => String(start + step).padStart(first.length, '0'));
}

function callerNumbers(
  { group, numbers, fallbacks }: NumberModel,
  trunksOf: (carrier: string) => string[],
): CallerNumber[] {
  return numbers.map((number, index) => ({
    number,
    accountId: group.account,
    tied: group.tied,
    carrierId: group.carrier,
    trunkIds: trunksOf(group.carrier),
    fallback: fallbackOf(group, { number: fallbacks[index], pairId: `pair-${number}` }, trunksOf),
  }));
}

function fallbackOf(
  { fallback }: NumberGroup,
  { number, pairId }: { number: string | undefined; pairId: string },
  trunksOf: (carrier: string) => string[],
): FallbackNumber | null {
  if (!fallback || number === undefined) return null;
  const { carrier, proof, manualFailback } = fallback;
  return { pairId, number, carrierId: carrier, trunkIds: trunksOf(carrier), proof, manualFailback };
}

/** A campaign with its numbers, its destinations and the distributions of its callees, ready to run. */
export function buildCampaign(
  campaign: Campaign,
  index: number,
  context: { groups: NumberModel[]; destinations: DestinationModel[]; recorded: RecordedTraffic | null },
): CampaignModel {
  const numbers = context.groups.find(({ group }) => group.id === campaign.numbers);
  if (!numbers) throw new RangeError(`There is no number group ${campaign.numbers}.`);
  const named = campaign.destinations;
  const destinations = named
    ? context.destinations.filter(({ model }) => named.includes(model.group))
    : context.destinations;
  const total = destinations.reduce((sum, { model }) => sum + model.weight, 0);
  let reached = 0;
  const limits = destinations.map(({ model }) => {
    reached += model.weight;
    return Math.round((reached / total) * 0x1_0000_0000);
  });
  return {
    index,
    campaign,
    numbers,
    destinations,
    limits,
    answer: times(campaign.answer),
    talk: times(campaign.talk),
    patience: times(campaign.patience),
    redialAfter: times(campaign.redial.after),
    recorded: context.recorded,
  };
}

/** Makes a scenario ready to run. Pure: the same scenario (and recorded calls) gives the same world. */
export function buildWorld(scenario: Scenario, recording: Recording | null = null): World {
  const trunks = buildTrunks(scenario);
  const destinations = scenario.destinations.map(destinationModel);
  const groups = scenario.numbers.map(
    (group, index): NumberModel => ({
      index,
      group,
      numbers: recording ? recording.callers : follow(group.first, group.count),
      fallbacks: group.fallback ? follow(group.fallback.first, group.count) : [],
    }),
  );
  const recorded = recording ? { recording, destination: findDestinations(recording, destinations) } : null;
  const ways = destinations.map(({ model }) => waysTo(model, scenario, trunks));
  const costs = costTable(trunks, ways);
  const trunksOf = (carrier: string) => trunks.filter((trunk) => trunk.carrier.id === carrier).map(({ id }) => id);
  const firstOf = new Map(trunks.toReversed().map((trunk) => [trunk.carrier.id, trunk.index]));
  const firstTo = ways.map(
    (list) => list.toSorted((a, b) => a.priority - b.priority || a.costMicros - b.costMicros)[0]?.trunk.index ?? 0,
  );
  const policy = withChanges(scenario.policy);
  const source: TableSource = {
    version: 1,
    trunks: trunks.map((trunk) => declareTrunk(scenario, trunk)),
    routes: destinations.flatMap(({ model }, index) => routesTo(model, ways[index] ?? [])),
    numbers: groups.flatMap((group) => callerNumbers(group, trunksOf)),
  };
  return {
    scenario,
    source,
    tables: compileTables(source, policy),
    policy,
    trunks,
    trunkIndex: new Map(trunks.map(({ id, index }) => [id, index])),
    destinations,
    campaigns: scenario.traffic.map((campaign, index) =>
      buildCampaign(campaign, index, { groups, destinations, recorded }),
    ),
    naturalTrunk: ({ group }, { index }) => (group.tied ? firstOf.get(group.carrier) : firstTo[index]) ?? 0,
    costMicros: (trunk, destination) => costs[trunk * destinations.length + destination] ?? 0,
  };
}

/** Which destination each recorded callee belongs to, by the longest prefix. */
function findDestinations({ callee, count }: Recording, destinations: readonly DestinationModel[]): Int32Array {
  const byPrefix = new Map(destinations.map(({ model, index }) => [model.prefix, index]));
  const lengths = [...new Set(destinations.map(({ model }) => model.prefix.length))].sort((a, b) => b - a);
  return new Int32Array(count).map((_, row) => {
    const digits = String(callee[row]);
    for (const length of lengths) {
      const found = byPrefix.get(digits.slice(0, length));
      if (found !== undefined) return found;
    }
    return 0;
  });
}

function costTable(trunks: readonly TrunkModel[], ways: readonly (readonly Way[])[]): Float64Array {
  const costs = new Float64Array(trunks.length * ways.length);
  for (const { index, carrier } of trunks)
    costs.fill(micros(carrier.costPerMinute), index * ways.length, (index + 1) * ways.length);
  ways.forEach((list, destination) => {
    for (const { trunk, costMicros } of list) costs[trunk.index * ways.length + destination] = costMicros;
  });
  return costs;
}
