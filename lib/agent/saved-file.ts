import fs from 'node:fs/promises';
import v8 from 'node:v8';
import { log } from '@/lib/log';

/** Bytes for `SavedFile.save`: copied at once, so that what is saved may change meanwhile. */
export function savedBytes(value: unknown): Buffer {
  return v8.serialize(value);
}

/** A value in a file that is always whole: a new one takes the place of the old one in one step. */
export class SavedFile {
  readonly #file: string;
  #saving: Promise<void> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  /** What was saved last; null when there is nothing usable, which is told in the log. Its shape is the caller's to know. */
  async read(): Promise<unknown> {
    try {
      return v8.deserialize(await fs.readFile(this.#file));
    } catch (error) {
      const isNew = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isNew)
        log.error({ err: error, file: this.#file }, 'what was saved cannot be read; the agent does without it');
      return null;
    }
  }

  /** Saves after what is being saved; a write that fails is told, and the old value stays. */
  save(bytes: Buffer): Promise<void> {
    this.#saving = this.#saving
      .then(() => this.#write(bytes))
      .catch((error: unknown) => log.error({ err: error, file: this.#file }, 'the agent’s state could not be saved'));
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
