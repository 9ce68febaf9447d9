import type { CallSignal } from '../failover/call-types';
import type { MediaReport } from '../failover/types';
import type { Attempt, Call } from './call';
import type { Channels } from './channels';
import type { Agenda } from './clockwork';
import type { FaultLine } from './faults';
import type { World } from './world';

/** Who is told what the network did. */
interface Witness {
  /** An attempt is over for good. */
  attemptOver(attempt: Attempt, talkedMs: number): void;
  /** An answer came after its hop was given up. */
  lateAnswer(attempt: Attempt): void;
  /** Caller and callee have talked. */
  talked(attempt: Attempt, media: MediaReport): void;
}

/** What the exchange needs of its host: the simulation, or the sandbox of the live agent. */
export interface Floor {
  readonly world: Pick<World, 'trunks' | 'trunkIndex'>;
  readonly queue: Agenda;
  readonly line: FaultLine;
  readonly channels: Channels;
  readonly tally: Witness;
  /** Tells a call's runner what happened. */
  signal(call: Call, signal: CallSignal): void;
  /** Talk on an attempt is over: agents are free again. */
  hungUp(call: Call): void;
}
