export { findAccount, listAccounts } from './queries-accounts';
export { listWorkflows } from './queries-workflows';
