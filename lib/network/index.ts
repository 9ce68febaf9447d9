export { ensureTrunks } from './ensure-trunks';
export { listenToTables } from './listen-to-tables';
export { readAgentTables } from './read-agent-tables';
