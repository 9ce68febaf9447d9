export { cancelReservation } from './cancel-reservation';
export { createPair } from './create-pair';
export { disableHighAvailability, endPair, IN_FLIGHT } from './disable-ha';
export { enableHighAvailability, followApplication } from './enable-ha';
export { endProvisioning } from './end-provisioning';
export { expireReservations } from './expire-reservations';
export { lowBalance } from './explain-refusal';
export { fillWaitingPairs } from './fill-waiting-pairs';
export { movePair } from './move-pair';
export { pairOwnedNumbers } from './pair-owned';
export { provisionPair } from './provision-pair';
export { provisionRental } from './provision-rental';
export { purchaseNumber } from './purchase-number';
export { listOffers, type Offer } from './queries-offer';
export { getPurchase } from './queries-purchase';
export { getOwnClaim, getReservation } from './queries-reservation';
export { quoteHighAvailability } from './quote-ha';
export { quotePurchase } from './quote-purchase';
export { quoteRevival } from './quote-revival';
export { recordPairProof } from './record-pair-proof';
export { releaseRental } from './release-rental';
export { releaseRentals } from './release-rentals';
export { releaseUnpaid } from './release-unpaid';
export { giveUpReservation, reserveNumbers } from './reserve-numbers';
export { returnReleasedNumbers } from './return-released';
export { reviveRental } from './revive-rental';
export {
  BUY_BACK_DAYS,
  isInFlight,
  LIVE_PAIR_STATES,
  MAX_CART,
  MAX_RESERVATIONS,
  offersHighAvailability,
  type PairableRental,
  pairRefusal,
  RESERVATION_MINUTES,
  sharesNoDomain,
} from './rules';
export { disableHighAvailabilityInput, enableHighAvailabilityInput, pairOwnedNumbersInput } from './schema';
export type {
  FallbackTier,
  HighAvailabilityQuote,
  NumberProgress,
  OwnClaim,
  PairProgress,
  PairState,
  PurchaseProgress,
  PurchaseQuote,
  PurchaseResult,
  QuotedNumber,
  Reach,
  ReservationDetail,
} from './types';
export { withdrawNumber } from './withdraw-number';
