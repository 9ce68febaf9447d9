import { PrefixTrie } from '@/lib/failover/prefix-trie';
import type { Carrier, Destination } from '@/lib/simulator/scenario/schema';
import { carrierSchema, destinationSchema } from '@/lib/simulator/scenario/schema-carriers';
import { type DestinationModel, destinationModel, type TrunkModel, trunkModel } from '@/lib/simulator/world';
import type { AgentTables, TrunkRecord } from '../types';

const SOME_CARRIER = carrierSchema.parse({ id: 'sandbox' });
const SOMEWHERE = destinationSchema.parse({ group: 'elsewhere', prefix: '0' });

/** A trunk's behaviour with all that it does not say filled in; one that is no behaviour counts as none. */
function carrierOf({ carrierId, behaviour, answersOptions }: TrunkRecord): Carrier {
  const told = typeof behaviour === 'object' && behaviour !== null ? behaviour : {};
  const parsed = carrierSchema.safeParse({ answersOptions, ...told, id: 'sandbox' });
  return { ...(parsed.data ?? { ...SOME_CARRIER, answersOptions }), id: carrierId };
}

function destinationOf(prefix: string, group: string): Destination {
  return { ...SOMEWHERE, prefix, group, length: Math.max(SOMEWHERE.length, prefix.length) };
}

/**
 * Trunks and destinations as the simulator plays them, made from tables that change while calls are in progress. A
 * trunk keeps its place for good, by its id in the database, and so does a destination by its prefix: whoever holds
 * an index may go on.
 */
export class SandboxWorld {
  /** The first is none: the simulator's classes need one to begin with. */
  readonly trunks: TrunkModel[] = [trunkModel({ id: '', maxChannels: null, maxCps: null }, SOME_CARRIER, 0)];
  readonly trunkIndex = new Map<string, number>();
  readonly destinations: DestinationModel[] = [destinationModel(destinationOf('', 'elsewhere'), 0)];
  readonly #trunkPlaces = new Map<string, number>();
  readonly #destinationPlaces = new Map<string, number>([['', 0]]);
  #byPrefix = new PrefixTrie<DestinationModel>();

  read({ source, trunks, faults }: Pick<AgentTables, 'source' | 'trunks' | 'faults'>): void {
    const records = new Map(trunks.map((record) => [record.id, record]));
    for (const { id, maxChannels, maxCps } of source.trunks) {
      const record = records.get(id);
      const index = place(this.#trunkPlaces, record ? String(record.databaseId) : id, this.trunks.length);
      const carrier = record ? carrierOf(record) : SOME_CARRIER;
      this.trunks[index] = trunkModel({ id, maxChannels, maxCps }, carrier, index);
      this.trunkIndex.set(id, index);
    }
    const groups = new PrefixTrie<string>();
    for (const { prefix, destinationGroup } of source.routes) groups.set(prefix, destinationGroup);
    const prefixes = new Set(['', ...source.routes.map(({ prefix }) => prefix), ...faults.map(({ prefix }) => prefix)]);
    this.#byPrefix = new PrefixTrie();
    for (const prefix of prefixes) this.#readDestination(prefix, groups.longest(prefix) ?? 'elsewhere');
  }

  #readDestination(prefix: string, group: string): void {
    const index = place(this.#destinationPlaces, prefix, this.destinations.length);
    const known = this.destinations[index];
    const model = known?.model.group === group ? known : destinationModel(destinationOf(prefix, group), index);
    this.destinations[index] = model;
    this.#byPrefix.set(prefix, model);
  }

  /** What a callee's number belongs to. */
  destinationOf(digits: string): DestinationModel {
    const found = this.#byPrefix.longest(digits) ?? this.destinations[0];
    if (!found) throw new RangeError('There is a destination for every number.');
    return found;
  }
}

function place(places: Map<string, number>, key: string, next: number): number {
  const index = places.get(key) ?? next;
  places.set(key, index);
  return index;
}
