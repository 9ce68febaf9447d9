export { captureHold } from './capture-hold';
export { placeHold } from './place-hold';
export { postEntries } from './post-entries';
export { releaseHold } from './release-hold';
export {
  firstChargeLines,
  firstChargeTotal,
  formatTaxRate,
  GRACE_DAYS,
  renewalLines,
  renewalTotal,
  taxBasisPointsFor,
  totalOf,
} from './rules';
export type { ChargeLine, RentalPrice } from './types';
