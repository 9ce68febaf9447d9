import type { Engine } from '@/lib/failover/engine-state';
import { incidentOf } from '@/lib/failover/states';
import type { EngineEffect, Ms, TraceEntry } from '@/lib/failover/types';
import type { Figures } from './figures';
import type { HeldTables } from './held-tables';
import type { LiveState, LiveTrunk, Standing } from './types';

interface Change {
  at: Ms;
  trace: TraceEntry;
}

/** Where live state is read from. */
interface LiveSources {
  engine: Engine;
  tables: HeldTables;
  figures: Figures;
  now: Ms;
}

/** What the engine makes of each trunk now, with what the trunk carries and why it last changed. */
export class LiveTrunks {
  readonly #changes = new Map<string, Change>();
  readonly #opened = new Map<number, Ms>();

  /** Keeps what an effect says of a trunk as a whole. */
  note(effect: EngineEffect, now: Ms): void {
    if (effect.type === 'route-state-changed') {
      if (effect.destinationGroup === null && effect.number === null && effect.trunkId !== '')
        this.#changes.set(effect.trunkId, { at: now, trace: effect.trace });
    } else if (effect.type === 'incident-opened') this.#opened.set(effect.incidentId, now);
    else if (effect.type === 'incident-closed') this.#opened.delete(effect.incidentId);
  }

  openIncidents({ engine, now }: LiveSources): LiveState['openIncidents'] {
    const open = new Map<number, LiveState['openIncidents'][number]>();
    for (const { state, trunkId } of engine.state.routes) {
      const engineId = incidentOf(state);
      if (engineId === null || open.has(engineId)) continue;
      const since = 'since' in state ? state.since : now;
      open.set(engineId, { engineId, trunkId, openedAt: Math.round(this.#opened.get(engineId) ?? since) });
    }
    return [...open.values()];
  }

  trunks(sources: LiveSources): LiveTrunk[] {
    return sources.tables.tables.source.trunks.map((trunk) => this.#trunk(sources, trunk));
  }

  #trunk(
    { engine, tables, figures, now }: LiveSources,
    { id, carrierId, maxChannels }: { id: string; carrierId: string; maxChannels: number | null },
  ): LiveTrunk {
    const watched = engine.state.trunks.get(id);
    const state = watched?.route.state ?? { name: 'healthy' as const };
    const change = this.#changes.get(id);
    const own = figures.of(id);
    const { congested: _, ...minute } = own.lastMinute(now);
    const { overrides, faults } = tables.tables;
    return {
      trunkId: id,
      carrierId,
      state: state.name,
      since: 'since' in state ? Math.round(state.since) : (change?.at ?? null),
      lastChange: change?.trace ?? null,
      parts: partsOf(engine, id),
      inProgress: own.inProgress,
      maxChannels,
      capPerSecond: engine.limits.capacity.capCps(id),
      ...minute,
      faultIds: faults
        .filter((fault) => fault.trunkId === id && fault.startsAt <= now && now < fault.endsAt)
        .map((fault) => fault.id),
      overrideId:
        overrides.find(
          ({ target, startsAt, endsAt }) =>
            startsAt <= now &&
            now < endsAt &&
            (target.id === id || (target.kind === 'carrier' && target.id === carrierId)),
        )?.id ?? null,
    };
  }
}

/** Destination groups and numbers of a trunk that are not healthy. */
function partsOf({ state }: Engine, trunkId: string): LiveTrunk['parts'] {
  const groups = state.trunks.get(trunkId)?.groups.values() ?? [];
  const numbers = [...state.refusedNumbers.values()].map(({ route }) => route);
  return [...groups, ...numbers.filter((route) => route.trunkId === trunkId)]
    .filter((route) => route.state.name !== 'healthy')
    .map((route) => ({ destinationGroup: route.destinationGroup, number: route.number, state: route.state.name }));
}

/** The routes that are not healthy, and their incidents. */
export function standingOf({ state }: Engine): Standing {
  const disturbed = state.routes.filter((route) => route.state.name !== 'healthy');
  const incidents = disturbed.map((route) => incidentOf(route.state)).filter((id) => id !== null);
  return {
    incidents: [...new Set(incidents)],
    routes: disturbed.map((route) => ({
      ...{ trunkId: route.trunkId, destinationGroup: route.destinationGroup, number: route.number },
      state: route.state.name,
    })),
  };
}
