import type { EncodedGraph } from '../../failover/snapshot';
import type {
  CallRequest,
  EngineEffect,
  EngineEvent,
  Hop,
  Ms,
  Plan,
  RetryDecision,
  TableSource,
} from '../../failover/types';

/**
 * A line of a recording: what a router was told or asked, when, and what it answered. It begins with an engine's
 * state; later states stand in it so that the part behind them is a recording too.
 */
export type RouterLogLine =
  | { type: 'state'; at: Ms; tables: TableSource; engine: EncodedGraph }
  | { type: 'tables'; at: Ms; tables: TableSource }
  | { type: 'decide'; at: Ms; call: CallRequest; plan: Plan }
  | { type: 'observe'; at: Ms; event: EngineEvent; effects: readonly EngineEffect[] }
  | { type: 'retry'; at: Ms; call: CallRequest; hop: Hop; decision: RetryDecision };
