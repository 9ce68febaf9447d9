export { captureHold } from './capture-hold';
export { checkBooks } from './check-books';
export type { ReleaseUnpaid } from './collect-rent';
export { exportLedger } from './export-ledger';
export { exportSpend } from './export-spend';
export { exportStatement } from './export-statement';
export { formatTaxRate } from './format';
export { placeHold } from './place-hold';
export { postEntries, postEntriesOf } from './post-entries';
export { postRent } from './post-rent';
export { postTopUp } from './post-top-up';
export { listRentalCharges, type RentalCharge } from './queries-charges';
export { listLedger } from './queries-ledger';
export { getBillingOverview } from './queries-overview';
export { getMonthForecast, getMonthSpend } from './queries-spend';
export { findStatement, listStatements } from './queries-statement';
export {
  countSpendNumbers,
  getSpendTotal,
  listMonthSpend,
  listNumberSpend,
  listTagSpend,
  SPEND_PAGE_SIZE,
} from './queries-usage';
export { releaseHold } from './release-hold';
export { remindRenewals } from './remind-renewals';
export { type RenewalRun, renewRentals } from './renew-rentals';
export {
  firstChargeLines,
  firstChargeTotal,
  isGraceOver,
  mayAddFunds,
  releaseDayOf,
  renewalTotal,
  taxBasisPointsFor,
} from './rules';
export { addFundsInput } from './schema';
export type { BookFinding, ChargeLine, FundsAdded, RentalPrice } from './types';
export { updatePairRisk } from './update-pair-risk';
