import type { Ms } from '@/lib/failover/types';
import { FaultLine, type FaultState, placeFault } from '@/lib/simulator/faults';
import type { Fault } from '@/lib/simulator/scenario/schema';
import { faultSchema } from '@/lib/simulator/scenario/schema-faults';
import type { ActiveFault, AgentTables, TrunkRecord } from '../types';
import type { SandboxWorld } from './world';

/** Times and place come from the row; these only let the rest of it be read. */
const READ_AS = { id: 'fault', at: '0s', lasts: '1s' };
const FOR_GOOD = Number.MAX_SAFE_INTEGER;

/** A row as a scenario's fault; null when it is none. */
function faultOf({ fault, trunkId, prefix, startsAt, endsAt }: ActiveFault): Fault | null {
  const told = typeof fault === 'object' && fault !== null ? fault : {};
  const parsed = faultSchema.safeParse({ ...told, ...READ_AS });
  if (!parsed.success) return null;
  return {
    ...parsed.data,
    at: startsAt,
    lasts: endsAt - startsAt,
    trunks: [trunkId],
    ...(prefix !== '' && { prefix }),
  };
}

/** Calls to a trunk of the telephone network find nobody here: the sandbox plays its own carriers alone. */
function noWayOut({ id }: TrunkRecord): Fault {
  const parsed = faultSchema.parse({ ...READ_AS, kind: 'refused' });
  return { ...parsed, at: 0, lasts: FOR_GOOD, trunks: [id] };
}

/** Keeps the fault line in step with the tables: faults begin, change and end while calls are in progress. */
export class FaultDesk {
  readonly line: FaultLine;
  readonly #world: SandboxWorld;
  #known = new Map<string, { index: number; text: string }>();
  #nextIndex = 0;

  constructor(world: SandboxWorld) {
    this.#world = world;
    this.line = new FaultLine(world, [], { isForeseen: false });
  }

  /** Takes the faults of new tables; `turn` is due then. Answers with the rows that could not be read. */
  read({ faults, trunks }: Pick<AgentTables, 'faults' | 'trunks'>, now: Ms): ActiveFault[] {
    const wanted = new Map<string, Fault>();
    const wrong: ActiveFault[] = [];
    for (const trunk of trunks) if (trunk.kind === 'sip') wanted.set(`sip ${trunk.databaseId}`, noWayOut(trunk));
    for (const row of faults) {
      const fault = row.endsAt > now ? faultOf(row) : null;
      if (fault) wanted.set(row.id, fault);
      else if (row.endsAt > now) wrong.push(row);
    }
    this.#replace(wanted, now);
    return wrong;
  }

  #replace(wanted: ReadonlyMap<string, Fault>, now: Ms): void {
    const before = new Map(this.line.all.map((state) => [state.index, state]));
    const known = this.#known;
    this.#known = new Map();
    const states: FaultState[] = [];
    for (const [id, fault] of wanted) {
      // Its end may be moved while it lasts.
      const text = JSON.stringify({ ...fault, lasts: 0 });
      const old = known.get(id);
      const isSame = old?.text === text;
      const index = isSame ? old.index : this.#nextIndex++;
      this.#known.set(id, { index, text });
      const state = placeFault(this.#world, fault, index);
      const was = isSame ? before.get(index) : undefined;
      if (was) {
        state.isActive = was.isActive;
        state.turnsAt = was.isActive && !fault.flapping ? fault.at + fault.lasts : was.turnsAt;
      }
      states.push(state);
    }
    this.line.replace(states, now);
  }
}
