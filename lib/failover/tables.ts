import { type OutcomeRules, outcomeRules } from './classify';
import { DEFAULT_POLICY, type Policy } from './policy';
import { PrefixTrie } from './prefix-trie';
import type { CallerNumber, FallbackNumber, PairProof, Route, TableSource, Trunk } from './types';

/** What a hop needs of its trunk; stands in every candidate too, so that a decision need not look up 1,000 trunks. */
export interface TrunkName {
  readonly trunkId: string;
  readonly carrierId: string;
  /** Whether its transport repeats what is lost (TCP, TLS). */
  readonly isStream: boolean;
}

/** A trunk with what is worked out once: how its ends are read. */
export interface CompiledTrunk extends Trunk {
  readonly name: TrunkName;
  readonly rules: OutcomeRules;
  /** Whether a contract limits it. */
  readonly limited: boolean;
}

/** A trunk that serves a prefix. */
export interface Candidate extends TrunkName {
  readonly priority: number;
  readonly costMicros: number;
  readonly destinationGroup: string;
}

/** A prefix as it is routed. */
export interface Destination {
  /** By priority, then cost. */
  readonly candidates: readonly Candidate[];
  /** Whether a contract limits any of them. */
  readonly limited: boolean;
}

/** A caller number with its trunks found. */
export interface CompiledNumber {
  readonly number: string;
  readonly tied: boolean;
  readonly trunks: readonly CompiledTrunk[];
  readonly fallback: CompiledFallback | null;
  /** Whether it is the fallback of a pair; calls from it have one hop. */
  readonly isFallback: boolean;
}

export interface CompiledFallback {
  readonly pairId: string;
  readonly number: string;
  readonly proof: PairProof;
  readonly trunks: readonly CompiledTrunk[];
  /** Whether the customer wants to return to the primary by hand only. */
  readonly manualFailback: boolean;
}

/** Everything routing knows of trunks, prefixes and numbers. Never changed: a new table is a new object. */
export interface Tables {
  readonly version: number;
  readonly trunks: ReadonlyMap<string, CompiledTrunk>;
  readonly numbers: ReadonlyMap<string, CompiledNumber>;
  /** The longest prefix of these digits; undefined when none matches. */
  destination(digits: string): Destination | undefined;
  /** By destination group, the trunks that its routes name. */
  readonly trunksOfGroup: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A table that must not be used; the message is the one sentence that says why. */
export class TableError extends Error {
  override readonly name = 'TableError';
}

type TrunkMap = ReadonlyMap<string, CompiledTrunk>;

/**
 * Checks and compiles routing tables; 100,000 prefixes of 5 routes take about a second.
 * @throws TableError when a route or number names an unknown trunk, a tied number a trunk of another carrier,
 * a pair shares a failure domain, or anything stands there twice.
 */
export function compileTables(source: TableSource, policy: Policy = DEFAULT_POLICY): Tables {
  const trunks = compileTrunks(source.trunks, policy.retry.afterEarlyMedia.value);
  const { trie, trunksOfGroup } = compileRoutes(source.routes, trunks);
  return {
    version: source.version,
    trunks,
    numbers: compileNumbers(source.numbers, trunks),
    destination: (digits) => trie.longest(digits),
    trunksOfGroup,
  };
}

function compileTrunks(trunks: readonly Trunk[], afterEarlyMedia: boolean): Map<string, CompiledTrunk> {
  const compiled = new Map<string, CompiledTrunk>();
  for (const trunk of trunks) {
    if (compiled.has(trunk.id)) throw new TableError(`Trunk ${trunk.id} is listed twice.`);
    const name = { trunkId: trunk.id, carrierId: trunk.carrierId, isStream: trunk.transport !== 'udp' };
    compiled.set(trunk.id, {
      ...trunk,
      name,
      rules: outcomeRules(trunk.outcomeOverrides, afterEarlyMedia),
      limited: trunk.maxChannels !== null || trunk.maxCps !== null,
    });
  }
  return compiled;
}

function compileRoutes(routes: readonly Route[], trunks: TrunkMap) {
  const byPrefix = new Map<string, Candidate[]>();
  const groups = new Map<string, string>();
  const trunksOfGroup = new Map<string, Set<string>>();
  for (const { prefix, trunkId, priority, costMicros, destinationGroup } of routes) {
    const trunk = trunks.get(trunkId);
    const shown = prefix === '' ? 'of the empty prefix' : `to ${prefix}`;
    if (!trunk) throw new TableError(`The route ${shown} names trunk ${trunkId}, which does not exist.`);
    if (!/^\d{0,15}$/.test(prefix))
      throw new TableError(`The route to "${prefix}" must name digits of E.164, without +.`);
    const candidates = byPrefix.get(prefix) ?? [];
    if (candidates.some((candidate) => candidate.trunkId === trunkId))
      throw new TableError(`Trunk ${trunkId} is listed twice for the route ${shown}.`);
    // Written out, each name one shared string: half a million of these are read at random by every decision.
    const group = groups.get(destinationGroup) ?? destinationGroup;
    if (!groups.has(group)) trunksOfGroup.set(group, new Set());
    groups.set(group, group);
    trunksOfGroup.get(group)?.add(trunkId);
    const { id, name } = trunk;
    const { carrierId, isStream } = name;
    candidates.push({ trunkId: id, carrierId, isStream, priority, costMicros, destinationGroup: group });
    byPrefix.set(prefix, candidates);
  }
  const trie = new PrefixTrie<Destination>();
  for (const [prefix, candidates] of byPrefix) {
    candidates.sort((one, other) => one.priority - other.priority || one.costMicros - other.costMicros);
    trie.set(prefix, { candidates, limited: candidates.some(({ trunkId }) => trunks.get(trunkId)?.limited) });
  }
  return { trie, trunksOfGroup };
}

function compileNumbers(numbers: readonly CallerNumber[], trunks: TrunkMap): Map<string, CompiledNumber> {
  const compiled = new Map<string, CompiledNumber>();
  const fallbacks = new Map<string, FallbackNumber>();
  for (const { fallback } of numbers) {
    if (!fallback) continue;
    if (fallbacks.has(fallback.number)) throw new TableError(`Number ${fallback.number} is the fallback of two pairs.`);
    fallbacks.set(fallback.number, fallback);
  }
  for (const row of numbers) {
    if (compiled.has(row.number)) throw new TableError(`Number ${row.number} is listed twice.`);
    const pair = fallbacks.get(row.number);
    if (pair && row.fallback)
      throw new TableError(
        `Number ${row.number} is the fallback of pair ${pair.pairId} and cannot have a fallback itself.`,
      );
    compiled.set(row.number, compileNumber(row, trunks, pair !== undefined));
  }
  for (const fallback of fallbacks.values())
    if (!compiled.has(fallback.number))
      compiled.set(fallback.number, {
        number: fallback.number,
        tied: true,
        trunks: ownTrunks(fallback, trunks),
        fallback: null,
        isFallback: true,
      });
  return compiled;
}

function compileNumber(row: CallerNumber, trunks: TrunkMap, isFallback: boolean): CompiledNumber {
  const own = row.tied ? ownTrunks(row, trunks) : [];
  const { number, tied, fallback } = row;
  if (!tied || !fallback) return { number, tied, trunks: own, fallback: null, isFallback };
  const others = ownTrunks(fallback, trunks);
  refuseSharedFate(fallback.pairId, own, others);
  const { pairId, proof, manualFailback } = fallback;
  return {
    number,
    tied,
    trunks: own,
    fallback: { pairId, number: fallback.number, proof, trunks: others, manualFailback },
    isFallback,
  };
}

/** A tied number's trunks, all of its own carrier: no number is ever presented on a carrier that does not own it. */
function ownTrunks(tied: { number: string; carrierId: string; trunkIds: readonly string[] }, trunks: TrunkMap) {
  if (tied.trunkIds.length === 0)
    throw new TableError(`Number ${tied.number} is tied to its carrier but names no trunk.`);
  return tied.trunkIds.map((trunkId) => {
    const trunk = trunks.get(trunkId);
    if (!trunk) throw new TableError(`Number ${tied.number} names trunk ${trunkId}, which does not exist.`);
    if (trunk.carrierId !== tied.carrierId)
      throw new TableError(
        `Number ${tied.number} belongs to carrier ${tied.carrierId} and cannot leave by trunk ${trunkId} of carrier ${trunk.carrierId}.`,
      );
    return trunk;
  });
}

function refuseSharedFate(pairId: string, own: readonly CompiledTrunk[], others: readonly CompiledTrunk[]): void {
  for (const trunk of own)
    for (const other of others) {
      if (trunk.carrierId === other.carrierId)
        throw new TableError(
          `Both numbers of pair ${pairId} are of carrier ${trunk.carrierId}, so both would fail with it.`,
        );
      const domain = trunk.failureDomains.find((one) => other.failureDomains.includes(one));
      if (domain !== undefined)
        throw new TableError(
          `Pair ${pairId} shares the failure domain ${domain}: trunks ${trunk.id} and ${other.id} would fail together.`,
        );
    }
}
