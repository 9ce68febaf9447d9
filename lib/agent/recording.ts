import v8 from 'node:v8';
import { encodeGraph } from '@/lib/failover/snapshot';
import type {
  CallRequest,
  EngineEvent,
  Hop,
  Ms,
  Observation,
  Plan,
  RetryDecision,
  TableSource,
} from '@/lib/failover/types';
import type { RouterLogLine } from '@/lib/simulator/replay/router-log';

/** A segment begins with the engine's whole state, so that older ones can go. */
const SEGMENT_CHARACTERS = 16 * 2 ** 20;
const SEGMENTS = 3;

interface Segment {
  at: Ms;
  tables: TableSource;
  /** For `v8.deserialize`. */
  engine: Buffer;
  lines: string[];
  characters: number;
}

/** What a recording asks of its engine when a segment begins. */
interface Source {
  /** For `v8.deserialize`: copied in a fraction of the time that JSON would take. */
  state(): Buffer;
  tables(): TableSource;
}

/**
 * The latest of everything the router was told and asked, in order, with its answers: enough to have a fresh engine
 * decide again. Bounded: the oldest segment goes when there are too many.
 */
export class Recording {
  readonly #source: Source;
  readonly #segmentCharacters: number;
  readonly #segments: Segment[] = [];

  constructor(source: Source, segmentCharacters = SEGMENT_CHARACTERS) {
    this.#source = source;
    this.#segmentCharacters = segmentCharacters;
  }

  decided(call: CallRequest, plan: Plan, at: Ms): void {
    this.#add({ type: 'decide', at, call, plan });
  }

  retried(asked: { call: CallRequest; hop: Hop }, decision: RetryDecision, at: Ms): void {
    this.#add({ type: 'retry', at, ...asked, decision });
  }

  observed(event: EngineEvent, { effects }: Observation, at: Ms): void {
    this.#add({ type: 'observe', at, event: plain(event), effects });
  }

  tablesSet(tables: TableSource, at: Ms): void {
    if (this.#segments.length > 0) this.#add({ type: 'tables', at, tables });
  }

  /** Before the router is told or asked anything: begins a segment when one is due. */
  makeRoom(at: Ms): void {
    const newest = this.#segments[this.#segments.length - 1];
    if (newest && newest.characters < this.#segmentCharacters) return;
    const { state, tables } = this.#source;
    this.#segments.push({ at, tables: tables(), engine: state(), lines: [], characters: 0 });
    while (this.#segments.length > SEGMENTS) this.#segments.shift();
  }

  /** All lines, each with its line break; oldest first. */
  *lines(): Generator<string> {
    for (const { at, tables, engine, lines } of [...this.#segments]) {
      const state: RouterLogLine = { type: 'state', at, tables, engine: encodeGraph(v8.deserialize(engine)) };
      yield `${JSON.stringify(state)}\n`;
      for (const line of [...lines]) yield `${line}\n`;
    }
  }

  #add(line: RouterLogLine): void {
    const text = JSON.stringify(line);
    const newest = this.#segments[this.#segments.length - 1];
    if (!newest) return;
    newest.lines.push(text);
    newest.characters += text.length;
  }
}

/** An attempt's end is often a larger object: only what the engine reads of it is kept. */
function plain(event: EngineEvent): EngineEvent {
  if (event.type !== 'attempt-ended') return event;
  const { sipCode, cause, local, phase, retryAfterSeconds } = event.end;
  return { ...event, end: { sipCode, cause, local, phase, retryAfterSeconds } };
}
