export { ensureTrunks } from './ensure-trunks';
export { followLive } from './follow-live';
export { listenToTables } from './listen-to-tables';
export { listCarriers } from './queries-carriers';
export { getLiveScope } from './queries-scope';
export { readAgentTables } from './read-agent-tables';
export { chartLimits } from './rules';
