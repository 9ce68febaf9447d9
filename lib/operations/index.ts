export { findAccount, listAccounts } from './queries-accounts';
export { findOperatedCarrier, listOperatedCarriers } from './queries-carriers';
export { listWorkflows } from './queries-workflows';
