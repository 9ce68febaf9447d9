import fs from 'node:fs/promises';
import path from 'node:path';
import v8 from 'node:v8';
import type { Ms } from '@/lib/failover/types';
import { log } from '@/lib/log';

/** What an agent goes on from. */
export interface SavedState {
  /** The engine's state is of this moment; time goes on from it. */
  at: Ms;
  /** What the engine remembers. */
  memory: unknown;
}

/** Ahead of the engine's bytes: the moment as a double. */
const HEADER_BYTES = 8;

/** The agent's state in a file that is always whole: a new one takes the place of the old one in one step. */
export class SnapshotFile {
  readonly #file: string;
  #saving: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#file = path.join(folder, 'state.bin');
  }

  /** What was saved last; null when there is nothing usable, which is told in the log. */
  async read(): Promise<SavedState | null> {
    try {
      const bytes = await fs.readFile(this.#file);
      return { at: bytes.readDoubleBE(0), memory: v8.deserialize(bytes.subarray(HEADER_BYTES)) };
    } catch (error) {
      const isNew = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isNew) log.error({ err: error }, 'the agent’s saved state cannot be used; it begins anew');
      return null;
    }
  }

  /** Saves after what is being saved; a write that fails is told and the old state stays. */
  save({ at, memory }: { at: Ms; memory: Buffer }): Promise<void> {
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeDoubleBE(at, 0);
    this.#saving = this.#saving
      .then(() => this.#write(Buffer.concat([header, memory])))
      .catch((error: unknown) => log.error({ err: error }, 'the agent’s state could not be saved'));
    return this.#saving;
  }

  async #write(bytes: Buffer): Promise<void> {
    const draft = `${this.#file}.new`;
    const handle = await fs.open(draft, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(draft, this.#file);
  }
}
