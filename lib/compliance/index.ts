export { addDocument } from './add-document';
export { expireApplications } from './expire-applications';
export {
  type ComplianceOption,
  findApplication,
  findMissingCompliance,
  listAcceptedCompliance,
  listApplications,
  requireAcceptedCompliance,
} from './queries';
export { openDocument } from './queries-documents';
export { listLinkable } from './queries-links';
export { findReview, listReviews } from './queries-review';
export { isEditable, isRemovable, needsCompliance } from './rules';
export { seriesOf } from './rules-series';
export type { ComplianceStatus, MissingCompliance, SeriesUse } from './types';
