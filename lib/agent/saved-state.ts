import path from 'node:path';
import type { Ms } from '@/lib/failover/types';
import { log } from '@/lib/log';
import { Agent } from './agent';
import type { AgentMemory, AgentOptions } from './agent-options';
import { SavedFile, savedBytes } from './saved-file';
import { wallTiming } from './timing';
import type { AgentTables } from './types';

const SAVE_EVERY_MS = 3_000;
/** Of the agent's time, saving takes at most one part in so many. */
const SAVING_SHARE = 40;
/** Tables are saved this often at most; what changed since is read from the database, or told again. */
const TABLES_EVERY_MS = 5_000;

/** This file's own: `save` wrote it. */
function isRemembered(value: unknown): value is AgentMemory {
  return typeof value === 'object' && value !== null && 'at' in value && 'engine' in value;
}

/** As `saveTables` wrote them; the engine's compiler checks what routing rests on. */
function areTables(value: unknown): value is AgentTables {
  return typeof value === 'object' && value !== null && 'source' in value && 'traffic' in value && 'written' in value;
}

/** What an agent goes on from after a stop or a kill: its engine's state, and the tables it knew. */
export class SavedState {
  readonly #state: SavedFile;
  readonly #tables: SavedFile;
  #timer: NodeJS.Timeout | undefined;
  #tablesAt = Number.NEGATIVE_INFINITY;

  constructor(folder: string) {
    this.#state = new SavedFile(path.join(folder, 'state.bin'));
    this.#tables = new SavedFile(path.join(folder, 'tables.bin'));
  }

  /** An agent that goes on; one that begins anew where nothing was saved, or another version saved it. */
  async resume(options: Omit<AgentOptions, 'memory' | 'timing'>): Promise<Agent> {
    const [state, tables] = await Promise.all([this.#state.read(), this.#tables.read()]);
    const saved = isRemembered(state) ? state : null;
    const agent = create({ ...options, timing: wallTiming(saved?.at) }, saved);
    try {
      if (areTables(tables)) agent.setTables(tables);
    } catch (error) {
      log.error({ err: error }, 'the saved tables cannot be used; they are read from the database');
    }
    return agent;
  }

  saveTables(tables: AgentTables): void {
    if (performance.now() - this.#tablesAt < TABLES_EVERY_MS) return;
    this.#tablesAt = performance.now();
    void this.#tables.save(savedBytes(tables));
  }

  /** Saves the agent's state now. */
  save(agent: Agent): Promise<void> {
    return this.#state.save(savedBytes(agent.memory()));
  }

  /** Saves it every few seconds, more seldom when that takes long. */
  keepSaving(agent: Agent): void {
    this.#saveAfter(SAVE_EVERY_MS, agent);
  }

  #saveAfter(ms: Ms, agent: Agent): void {
    this.#timer = setTimeout(() => {
      const begunAt = performance.now();
      void this.save(agent);
      this.#saveAfter(Math.max(SAVE_EVERY_MS, (performance.now() - begunAt) * SAVING_SHARE), agent);
    }, ms);
  }

  stopSaving(): void {
    clearTimeout(this.#timer);
  }
}

function create(options: Omit<AgentOptions, 'memory'>, memory: AgentMemory | null): Agent {
  try {
    return new Agent({ ...options, memory });
  } catch (error) {
    log.error({ err: error }, 'the saved state is of another version; the agent begins anew');
    return new Agent({ ...options, memory: null });
  }
}
