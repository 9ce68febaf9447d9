import type { ServerResponse } from 'node:http';
import type { LiveState } from './types';

const EVERY_MS = 1_000;
/** A reader that has not taken this much is told no more until it has. */
const MOST_UNREAD_BYTES = 1_000_000;

/** Tells all its readers the live state once a second, as server-sent events; with nobody there it costs nothing. */
export class LiveStream {
  readonly #state: () => LiveState;
  readonly #readers = new Set<ServerResponse>();
  #timer: NodeJS.Timeout | null = null;

  constructor(state: () => LiveState) {
    this.#state = state;
  }

  add(res: ServerResponse): void {
    res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    this.#readers.add(res);
    res.on('close', () => this.#remove(res));
    res.write(eventOf(this.#state()));
    this.#timer ??= setInterval(() => this.#tell(), EVERY_MS);
  }

  #remove(res: ServerResponse): void {
    this.#readers.delete(res);
    if (this.#readers.size > 0 || !this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  #tell(): void {
    const event = eventOf(this.#state());
    for (const reader of this.#readers) if (reader.writableLength < MOST_UNREAD_BYTES) reader.write(event);
  }
}

function eventOf(state: LiveState): string {
  return `id: ${state.at}\ndata: ${JSON.stringify(state)}\n\n`;
}
