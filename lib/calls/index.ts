export { ladderOf, traceOf } from './explain-call';
export { exportCalls } from './export-calls';
export { findCall } from './queries-call';
export { hasCalls, listCallCarriers, listCalls, listNumberCalls } from './queries-list';
export { findCallProgress, findLastProof } from './queries-progress';
export { recordCalls } from './record-calls';
export { firstCallIdAt, HANGUP_CAUSES } from './rules';
