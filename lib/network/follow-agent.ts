import 'server-only';
import { agentAddress } from '@/lib/agent/address';
import type { LiveState } from '@/lib/agent/types';
import { log } from '@/lib/log';
import { readEventStream } from './read-event-stream';
import { readLiveState } from './read-live-state';

/** How long pages can look back, and be without a connection and miss nothing: ten minutes at one a second. */
const KEPT = 600;
/** The agent speaks every second; after this much silence it is asked anew. */
const SILENCE_MS = 5_000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

/** A moment, or null when the agent is not to be heard. */
type Subscriber = (state: LiveState | null) => void;
type Address = () => Promise<{ url: string; secret: string }>;

/** One connection to the agent's live state, shared by all open pages, with what was told in the last ten minutes. */
export class LiveFeed {
  readonly #address: Address;
  readonly #subscribers = new Set<Subscriber>();
  readonly #kept: LiveState[] = [];
  #isRunning = false;
  #isStopped = false;
  #isHeard = false;
  #end: AbortController | null = null;
  #retryMs = FIRST_RETRY_MS;

  constructor(address: Address = agentAddress) {
    this.#address = address;
  }

  /** Whether the agent speaks now. */
  get isHeard(): boolean {
    return this.#isHeard;
  }

  /** Connects on the first call and stays connected, so that history is there for who comes later. */
  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    if (!this.#isRunning) void this.#run();
    return () => this.#subscribers.delete(subscriber);
  }

  /** What was told after that moment (ms), oldest first. */
  since(at: number): readonly LiveState[] {
    return this.#kept.filter((state) => state.at > at);
  }

  stop(): void {
    this.#isStopped = true;
    this.#end?.abort();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (!this.#isStopped) {
      await this.#follow();
      if (this.#isHeard) this.#spread(null);
      if (this.#isStopped) return;
      await new Promise((resolve) => setTimeout(resolve, this.#retryMs).unref());
      this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
    }
  }

  async #follow(): Promise<void> {
    const end = new AbortController();
    this.#end = end;
    const silence = setTimeout(() => end.abort(new Error('The agent is silent.')), SILENCE_MS).unref();
    try {
      const { url, secret } = await this.#address();
      const headers = { Accept: 'text/event-stream', Authorization: `Bearer ${secret}` };
      const response = await fetch(`${url}/live`, { headers, signal: end.signal, cache: 'no-store' });
      if (!response.ok || !response.body) throw new Error(`The agent answers ${response.status}.`);
      for await (const text of readEventStream(response.body)) {
        silence.refresh();
        const state = readLiveState(text);
        if (state) this.#take(state);
        else log.warn({ length: text.length }, 'the agent told something that is not a live state');
      }
    } catch (error) {
      if (this.#isHeard) log.warn({ err: error, retryMs: this.#retryMs }, 'the agent is not to be heard');
    } finally {
      clearTimeout(silence);
      end.abort();
    }
  }

  #take(state: LiveState): void {
    this.#retryMs = FIRST_RETRY_MS;
    // After its restart the agent's clock may stand a little behind what it told before.
    if (state.at <= (this.#kept.at(-1)?.at ?? 0)) return;
    this.#kept.push(state);
    if (this.#kept.length > KEPT) this.#kept.shift();
    this.#spread(state);
  }

  #spread(state: LiveState | null): void {
    this.#isHeard = state !== null;
    for (const tell of this.#subscribers) tell(state);
  }
}

// One a process, also when development reloads the module.
const held = globalThis as typeof globalThis & { twinlineLiveFeed?: LiveFeed };
held.twinlineLiveFeed ??= new LiveFeed();

/** The feed of this process. */
export const liveFeed = held.twinlineLiveFeed;
