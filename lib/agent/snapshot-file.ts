import fs from 'node:fs/promises';
import path from 'node:path';
import type { EncodedGraph } from '@/lib/failover/snapshot';
import type { Ms } from '@/lib/failover/types';
import { log } from '@/lib/log';

/** What an agent goes on from. */
export interface SavedState {
  /** The engine's state is of this moment; time goes on from it. */
  at: Ms;
  engine: EncodedGraph;
}

const VERSION = 1;

/** The agent's state in a file that is always whole: a new one takes the place of the old one in one step. */
export class SnapshotFile {
  readonly #file: string;
  #saving: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#file = path.join(folder, 'state.json');
  }

  /** What was saved last; null when there is nothing usable, which is told in the log. */
  async read(): Promise<SavedState | null> {
    try {
      const saved: { version: number } & SavedState = JSON.parse(await fs.readFile(this.#file, 'utf8'));
      if (saved.version !== VERSION) throw new TypeError(`version ${saved.version}`);
      return { at: saved.at, engine: saved.engine };
    } catch (error) {
      const isNew = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isNew) log.error({ err: error }, 'the agent’s saved state cannot be used; it begins anew');
      return null;
    }
  }

  /** Saves after what is being saved; a write that fails is told and the old state stays. */
  save(state: SavedState): Promise<void> {
    const text = JSON.stringify({ version: VERSION, ...state });
    this.#saving = this.#saving
      .then(() => this.#write(text))
      .catch((error: unknown) => log.error({ err: error }, 'the agent’s state could not be saved'));
    return this.#saving;
  }

  async #write(text: string): Promise<void> {
    const draft = `${this.#file}.new`;
    const handle = await fs.open(draft, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(draft, this.#file);
  }
}
