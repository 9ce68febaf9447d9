import type { Router } from '../../failover/types';
import type { Channels } from '../channels';
import type { FaultLine } from '../faults';
import type { World } from '../world';

/** What a router may be made from. Only the oracle looks at faults and channels. */
export interface RouterParts {
  world: World;
  line: FaultLine;
  channels: Channels;
  /** For what a router draws itself, such as the jitter of its holds. */
  seed: number;
}

/** Makes a router for one run. */
export type MakeRouter = (parts: RouterParts) => Router;
