export { cancelCall } from './cancel-call';
export { ladderOf, traceOf } from './explain-call';
export { exportCalls } from './export-calls';
export { hangUpCall } from './hang-up-call';
export { placeCall } from './place-call';
export { findCall } from './queries-call';
export { hasCalls, listCallCarriers, listCalls, listNumberCalls } from './queries-list';
export { recordCalls } from './record-calls';
export { firstCallIdAt, HANGUP_CAUSES } from './rules';
