export { ensureTrunks } from './ensure-trunks';
export { followLive } from './follow-live';
export { listenToTables } from './listen-to-tables';
export { getLiveScope } from './queries-scope';
export { readAgentTables } from './read-agent-tables';
