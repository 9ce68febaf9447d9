import type { Ms } from '@/lib/failover/types';
import type { EarlierCalls } from './earlier-calls';
import type { Timing } from './timing';
import type { Records } from './types';

/** An agent's memory and the moment it is of. */
export interface AgentMemory {
  at: Ms;
  /** The engine's own; only it knows its shape. */
  engine: unknown;
}

export interface AgentOptions {
  /** As its records bear it. */
  id: string;
  /** 0 to 15; no two agents of an installation have the same. */
  index: number;
  timing: Timing;
  records: Records;
  /** Seeds sandbox callees, carriers and the jitter of a new engine. */
  seed: number;
  /** What `memory` gave before a stop, read again; null for a new engine. */
  memory: AgentMemory | null;
  /** What an earlier process recorded of calls; nothing unless told otherwise. */
  earlier?: Pick<EarlierCalls, 'charges' | 'keyed'>;
  /** How long a segment of the recording may grow; 8 MB unless told otherwise. */
  segmentCharacters?: number;
}
