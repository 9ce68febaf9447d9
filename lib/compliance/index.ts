export { type ComplianceOption, listAcceptedCompliance, needsCompliance, requireAcceptedCompliance } from './queries';
