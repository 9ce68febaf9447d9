export { matchingRentals } from './compose-rental-filter';
export { exportRentals } from './export-rentals';
export { listPairCandidates } from './queries-candidates';
export { findRental } from './queries-detail';
export { findNumbers } from './queries-find';
export { listRentals } from './queries-list';
export { listReleasedNumbers } from './queries-released';
export { listViews } from './queries-views';
export { previewRelease, releaseNumber } from './release-number';
export { changedTags, releaseRefusal } from './rules';
export { aliasInput, applicationInput, type RentalFilter, rentalFilterInput, tagsInput } from './schema';
export type {
  PairCandidate,
  PairDetail,
  PairEvent,
  PairRole,
  PairSide,
  ReleasedNumber,
  ReleasePreview,
  RentalDetail,
  RentalFacets,
  RentalPage,
  RentalPair,
  RentalStatus,
  RentalSummary,
  SavedViewSummary,
} from './types';
export { updateNumber } from './update-number';
