/**
 * How any part of the product tells accounts of something:
 *
 * - `raiseAlert(tx, { accountId, kind, subject, sentence, link, data })` in the transaction that writes the cause;
 * - `raiseNetworkAlerts(tx, { kind, carrier, occurrence, reason, link, at })` for what a carrier did, to every account
 *   it concerns: whoever writes incidents and route states calls it in that transaction.
 *
 * Both write notices and webhook deliveries by the account's rules, and are repeatable: the same subject (or
 * occurrence) is told once.
 */
export { checkBalances } from './check-balances';
export { expireAlerts } from './expire-alerts';
export { ALERT_KIND_WORDS, ALERT_TONES } from './format';
export { getAlertRules, getMailChoices, getNoticeSummary, listNotices } from './queries';
export { type NewAlert, raiseAlert, raiseAlerts } from './raise-alert';
export { raiseNetworkAlerts } from './raise-network-alerts';
export { DEFAULT_DAYS_AHEAD } from './rules';
export type { AlertKind } from './types';
