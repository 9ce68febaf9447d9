export { type ComplianceOption, listAcceptedCompliance, requireAcceptedCompliance } from './queries';
export { needsCompliance } from './rules';
