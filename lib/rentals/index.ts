export { exportRentals } from './export-rentals';
export { listPairCandidates } from './queries-candidates';
export { findRental } from './queries-detail';
export { listRentals } from './queries-list';
export { listReleasedNumbers } from './queries-released';
export { previewRelease } from './release-number';
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
} from './types';
