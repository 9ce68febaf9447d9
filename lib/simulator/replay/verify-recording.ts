import { type Engine, engineRouter, restore, setTables, snapshot } from '../../failover/engine';
import { DEFAULT_POLICY } from '../../failover/policy';
import { compileTables } from '../../failover/tables';
import type { Router } from '../../failover/types';
import { ResultHash } from '../result-hash';
import { ReplayError } from './load';
import type { RouterLogLine } from './router-log';

export interface Verification {
  lines: number;
  decisions: number;
  observations: number;
  retries: number;
  /** States of the engine found on the way, each compared whole. */
  states: number;
  /** Over every answer, as recorded and as given again. */
  recordedHash: string;
  replayedHash: string;
  /** Line at which the two first differ; null when they never do. */
  firstDifference: number | null;
}

function parseLine(text: string, line: number): RouterLogLine {
  try {
    const parsed: RouterLogLine = JSON.parse(text);
    if (LINE_TYPES.includes(parsed.type)) return parsed;
  } catch {
    // Told below.
  }
  throw new ReplayError(`Line ${line} is not a line of a recording.`);
}

const LINE_TYPES: readonly RouterLogLine['type'][] = ['state', 'tables', 'decide', 'observe', 'retry'];

/** Feeds recorded lines to a fresh engine and compares what it answers. */
class Replay {
  readonly found: Verification = {
    ...{ lines: 0, decisions: 0, observations: 0, retries: 0, states: 0 },
    ...{ recordedHash: '', replayedHash: '', firstDifference: null },
  };
  readonly #recorded = new ResultHash();
  readonly #replayed = new ResultHash();
  #engine: Engine | null = null;
  #router: Router | null = null;

  take(line: RouterLogLine): void {
    this.found.lines += 1;
    if (line.type === 'state') this.#state(line);
    else if (!this.#engine || !this.#router) throw new ReplayError('A recording begins with the state of an engine.');
    else if (line.type === 'tables') setTables(this.#engine, compileTables(line.tables, DEFAULT_POLICY));
    else this.#ask(this.#router, line);
  }

  #state({ tables, engine }: Extract<RouterLogLine, { type: 'state' }>): void {
    if (this.#engine) {
      this.found.states += 1;
      this.#compare(engine, snapshot(this.#engine));
      return;
    }
    this.#engine = restore({ tables: compileTables(tables, DEFAULT_POLICY), policy: DEFAULT_POLICY }, engine);
    this.#router = engineRouter(this.#engine);
  }

  #ask(router: Router, line: Exclude<RouterLogLine, { type: 'state' | 'tables' }>): void {
    if (line.type === 'decide') {
      this.found.decisions += 1;
      this.#compare(line.plan, router.decide(line.call, line.at));
    } else if (line.type === 'observe') {
      this.found.observations += 1;
      this.#compare(line.effects, router.observe(line.event, line.at).effects);
    } else {
      this.found.retries += 1;
      this.#compare(line.decision, router.mayRetry(line.call, line.hop, line.at));
    }
  }

  #compare(recorded: unknown, replayed: unknown): void {
    const [one, other] = [JSON.stringify(recorded), JSON.stringify(replayed)];
    enter(this.#recorded, one);
    enter(this.#replayed, other);
    if (one !== other) this.found.firstDifference ??= this.found.lines;
  }

  end(): Verification {
    if (!this.#engine) throw new ReplayError('There is nothing in this recording.');
    return { ...this.found, recordedHash: this.#recorded.text, replayedHash: this.#replayed.text };
  }
}

function enter(hash: ResultHash, text: string): void {
  for (let index = 0; index < text.length; index += 1) hash.add(text.charCodeAt(index));
}

/**
 * Gives a fresh engine all that a recorded one was told and asked, and compares the answers: plans, effects, retries
 * and whole states. Equal hashes show that the live agent and the simulation decide by the same core.
 * @param lines of NDJSON, as the agent exports them
 * @throws ReplayError when a line is not one of a recording
 */
export function verifyRecording(lines: Iterable<string>): Verification {
  const replay = new Replay();
  let number = 0;
  for (const text of lines) {
    number += 1;
    if (text !== '') replay.take(parseLine(text, number));
  }
  return replay.end();
}
