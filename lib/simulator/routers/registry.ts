import { ourEngineRouter } from './engine';
import { retryOnlyRouter, staticRouter } from './fixed';
import { oracleRouter } from './oracle';
import type { MakeRouter } from './router-parts';

/** Routers by the name under which a scenario and the command know them, from nothing to the limit. */
export const ROUTERS: ReadonlyMap<string, MakeRouter> = new Map<string, MakeRouter>([
  ['off', staticRouter],
  ['retry-only', retryOnlyRouter],
  ['engine', ourEngineRouter],
  ['oracle', oracleRouter],
]);
