import type { RouteHealth } from './health';
import type { Asker } from './hops';
import { RANK, Ranking, type Slot } from './ranking';
import type { CompiledFallback, CompiledNumber, CompiledTrunk, Destination } from './tables';
import type { Ms, Override, RouteStateName } from './types';

/** A call that asks for hops, and what is known at this moment. */
export interface Asked extends Asker {
  readonly health: RouteHealth;
  readonly now: Ms;
  /** The callee's place in 0..1, by `calleeShare`. */
  readonly place: number;
  /** Whether the call belongs to a pair, for which room is kept. */
  readonly isPaired: boolean;
  readonly destination: Destination | undefined;
}

/** Trunks that present one number. */
interface Owned {
  readonly trunks: readonly CompiledTrunk[];
  readonly number: string;
  readonly origin: 'primary' | 'fallback';
  /** The best rank any of them may have. */
  readonly bestRank: number;
  readonly override: Override | null;
}

const RANK_OF_STATE: Readonly<Record<RouteStateName, number>> = {
  healthy: RANK.inPlace,
  suspect: RANK.inPlace,
  // Its load says how much it still takes.
  congested: RANK.inPlace,
  degraded: RANK.degraded,
  ramping: RANK.held,
  probing: RANK.probing,
  open: RANK.open,
};

/** Reused from call to call: decisions do not overlap. */
const ranking = new Ranking();

/** Ranks the trunks of the destination's prefix for a number that may leave by any of them. */
export function rankRoutes(asked: Asked): Ranking {
  const { call, health, policy, destination } = asked;
  const limit = policy.retry.maxHops.value;
  ranking.clear(limit);
  for (const candidate of destination?.candidates ?? []) {
    const slot = ranking.next(candidate);
    slot.origin = 'route';
    slot.presentedNumber = call.callerNumber;
    slot.destinationGroup = candidate.destinationGroup;
    slot.priority = candidate.priority;
    slot.costMicros = candidate.costMicros;
    slot.rank = RANK.inPlace;
    slot.override = null;
    assess(slot, asked);
    // What follows is lower in priority or dearer; only an operator could want it first.
    if (ranking.usable >= limit && !health.overridden) break;
  }
  settleFirstHop(asked, true);
  return ranking;
}

/** Ranks a tied number's own trunks and its pair's, each under the number of its carrier. */
export function rankTied(asked: Asked, { number, trunks, fallback, isFallback }: CompiledNumber): Ranking {
  ranking.clear(isFallback ? 1 : asked.policy.retry.maxHops.value);
  const pair = fallback && asked.health.pair(fallback.pairId);
  const bestRank = pair?.staysOnFallback ? RANK.degraded : RANK.inPlace;
  rankOwned(asked, { trunks, number, origin: 'primary', bestRank, override: null });
  const proof = pair?.proof ?? fallback?.proof;
  if (fallback) rankOwned(asked, ownedByFallback(asked, fallback, proof === 'failed'));
  settleFirstHop(asked, proof === 'proven');
  return ranking;
}

function ownedByFallback({ health, now }: Asked, fallback: CompiledFallback, hasFailed: boolean): Owned {
  return {
    trunks: fallback.trunks,
    number: fallback.number,
    origin: 'fallback',
    bestRank: hasFailed ? RANK.held : RANK.inPlace,
    override: health.overridden ? health.pairOverride(fallback.pairId, now) : null,
  };
}

function rankOwned(asked: Asked, { trunks, number, origin, bestRank, override }: Owned): void {
  for (const trunk of trunks) {
    const slot = ranking.next(trunk.name);
    slot.origin = origin;
    slot.presentedNumber = number;
    slot.destinationGroup = groupOf(trunk, asked.destination);
    slot.priority = ranking.assessed;
    slot.costMicros = 0;
    slot.rank = bestRank;
    slot.override = override;
    assess(slot, asked);
  }
}

/** How a tied number's trunk pools its evidence: as the destination's prefix says for it, or for its first trunk. */
function groupOf(trunk: CompiledTrunk, destination: Destination | undefined): string {
  if (!destination) return '';
  const { candidates } = destination;
  for (const candidate of candidates) if (candidate.trunkId === trunk.id) return candidate.destinationGroup;
  return candidates[0]?.destinationGroup ?? '';
}

/** Fills in what is known of the slot's route, ranks it and places it. */
function assess(slot: Slot, asked: Asked): void {
  const { health, place, now } = asked;
  const { trunkId, destinationGroup } = slot;
  const condition = health.condition(trunkId, destinationGroup, slot.presentedNumber);
  slot.condition = condition;
  if (health.holdUntil(trunkId, destinationGroup) > now) slot.rank = Math.max(slot.rank, RANK.held);
  assessLoad(slot, asked);
  slot.isChosen = slot.rank === RANK.inPlace && isInShare(slot, place);
  if (!slot.isChosen) slot.rank = Math.max(slot.rank, RANK_OF_STATE[condition.state]);
  if (health.overridden) assessOverride(slot, asked);
  ranking.place(slot);
}

/** A canary goes first or not at all, so that what stands behind it can save the call. */
function isInShare({ condition }: Slot, place: number): boolean {
  if (condition.state === 'ramping') return place < condition.share;
  return condition.state === 'probing' && place < condition.share && ranking.usable === 0;
}

function assessLoad(slot: Slot, { health, now, isPaired }: Asked): void {
  const load = health.load(slot.trunkId, now);
  slot.used = load.used;
  slot.limit = load.limit;
  const room = isPaired ? load.limit : load.limit - load.reserved;
  if (load.used >= room) slot.rank = Math.max(slot.rank, RANK.full);
}

function assessOverride(slot: Slot, { health, now }: Asked): void {
  slot.override = health.trunkOverride(slot.trunkId, slot.carrierId, now) ?? slot.override;
  if (!slot.override) return;
  slot.isChosen = false;
  slot.rank = slot.override.action === 'force' ? RANK.forced : RANK.drained;
}

/**
 * Sends a canary back when it is not first or no healthy hop stands behind it, sends part of the callees over the second hop for
 * comparison, and notes when a full trunk made room for the first.
 */
function settleFirstHop({ place }: Asked, mayCompare: boolean): void {
  for (let index = ranking.length - 1; index >= 0; index -= 1) {
    const slot = ranking.at(index);
    if (!slot?.isChosen || slot.condition.state !== 'probing') continue;
    if (index === 0 && hasHealthyBehind()) continue;
    slot.isChosen = false;
    ranking.demote(index, RANK.probing);
  }
  noteOverflow();
  if (mayCompare) compare(place);
}

function hasHealthyBehind(): boolean {
  for (let index = 1; index < ranking.length; index += 1) {
    const behind = ranking.at(index);
    if (behind?.rank === RANK.inPlace && behind.condition.state === 'healthy') return true;
  }
  return false;
}

function noteOverflow(): void {
  const first = ranking.at(0);
  if (first?.rank !== RANK.inPlace || first.isChosen) return;
  for (let index = 1; index < ranking.length; index += 1) {
    const full = ranking.at(index);
    if (full?.rank !== RANK.full || full.priority > first.priority) continue;
    if (full.priority === first.priority && full.costMicros > first.costMicros) continue;
    ranking.firstReason = { kind: 'overflow', used: full.used, limit: full.limit };
    return;
  }
}

function compare(place: number): void {
  const first = ranking.at(0);
  const second = ranking.at(1);
  if (first?.rank !== RANK.inPlace || second?.rank !== RANK.inPlace) return;
  const share = first.condition.comparisonShare;
  if (share <= 0 || place < 1 - share || first.isChosen || second.condition.state !== 'healthy') return;
  ranking.swapFirstTwo();
  ranking.firstReason = { kind: 'comparison', share };
}
