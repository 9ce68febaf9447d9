import fs from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from './spool-segments';
import type { AgentRecord, CallRecord } from './types';

const NAME = 'open-calls.json';

interface Checkpoint {
  /** What was recorded after it is not in it. */
  through: number;
  calls: CallRecord[];
}

/**
 * The calls without an end, by their last record. Kept in memory and, before segments that speak of
 * them are removed, in a file of its own.
 */
export class OpenCalls {
  readonly #calls = new Map<number, CallRecord>();
  readonly #file: string;
  #through = 0;

  private constructor(folder: string) {
    this.#file = path.join(folder, NAME);
  }

  static async load(folder: string): Promise<OpenCalls> {
    const open = new OpenCalls(folder);
    const text = await fs.readFile(open.#file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return open;
    const { through, calls }: Checkpoint = JSON.parse(text);
    open.#through = through;
    for (const call of calls) open.#calls.set(call.id, call);
    return open;
  }

  /** The last sequence that the file on disk takes into account. */
  get through(): number {
    return this.#through;
  }

  get count(): number {
    return this.#calls.size;
  }

  list(): CallRecord[] {
    return [...this.#calls.values()];
  }

  observe(record: AgentRecord): void {
    if (record.type !== 'call') return;
    if (record.call.endedAt === null) this.#calls.set(record.call.id, record.call);
    else this.#calls.delete(record.call.id);
  }

  /** Writes the file anew; `settle` makes sure that everything up to `through` is on disk itself. */
  async save(through: number, settle: () => Promise<void>): Promise<void> {
    const checkpoint: Checkpoint = { through, calls: this.list() };
    const text = JSON.stringify(checkpoint);
    await settle();
    const draft = `${this.#file}.new`;
    const handle = await fs.open(draft, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(draft, this.#file);
    await syncFolder(path.dirname(this.#file));
    this.#through = through;
  }
}
