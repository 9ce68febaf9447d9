export { composeBundle } from './compose-bundle';
export { findAccount, listAccounts } from './queries-accounts';
export { findOperatedCarrier, listOperatedCarriers } from './queries-carriers';
export { describeInstallation } from './queries-installation';
export { listWorkflows } from './queries-workflows';
