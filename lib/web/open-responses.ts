import type { ServerResponse } from 'node:http';

/** The answers being written, so that stopping can tell a download from an event stream that never ends. */
export class OpenResponses {
  readonly #open = new Set<ServerResponse>();

  add(res: ServerResponse): void {
    this.#open.add(res);
    res.once('close', () => this.#open.delete(res));
  }

  get size(): number {
    return this.#open.size;
  }

  /** Event streams end only when somebody ends them; the browser reconnects to the next process. */
  endEventStreams(): void {
    for (const res of this.#open) {
      const type = res.getHeader('content-type');
      if (typeof type === 'string' && type.startsWith('text/event-stream')) res.destroy();
    }
  }
}
