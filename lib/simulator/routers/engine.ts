import { createEngine, engineRouter } from '../../failover/engine';
import type { MakeRouter } from './router-parts';

/** Our engine, as the live agent runs it. */
export const ourEngineRouter: MakeRouter = ({ world: { tables, policy }, seed }) =>
  engineRouter(createEngine({ tables, policy, seed }));
