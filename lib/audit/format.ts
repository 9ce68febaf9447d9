/** What audited actions are called, wherever they are listed. */
const ACTIONS: Readonly<Record<string, string>> = {
  'number.buy': 'Bought the number',
  'number.activate': 'The number became active',
  'number.fail': 'The order failed',
  'number.update': 'Changed settings',
  'number.release': 'Released the number',
  'number.buy_back': 'Bought the number back',
  'number.withdraw': 'The carrier withdrew the number',
  'ha.enable': 'Switched high availability on',
  'ha.disable': 'Switched high availability off',
  'ha.pair_owned': 'Paired two rented numbers',
  'ha.restore': 'Brought the pair back',
  'number.renew': 'Renewed the rent',
  'number.past_due': 'The rent could not be collected',
  'number.reserve': 'Reserved the number',
  'number.cancel_reservation': 'Gave the reservation up',
  'billing.add_funds': 'Added funds',
  'compliance.accept': 'The compliance application was accepted',
  'alerts.update': 'Changed the alerts',
  'simulation.start': 'Started a rehearsal',
  'simulation.cancel': 'Stopped a rehearsal',
  'simulation.remove': 'Deleted a rehearsal',
  'simulation.rename': 'Renamed a rehearsal',
  'traffic.start': 'Started sandbox traffic',
  'traffic.stop': 'Stopped sandbox traffic',
  'webhook.add': 'Added a webhook',
  'webhook.remove': 'Removed a webhook',
  'webhook.send_again': 'Sent a webhook again',
  'account.create': 'Created the account',
  'pair.active': 'The pair became active',
  'pair.waiting_for_stock': 'No fallback number is free: the pair waits',
  'pair.replacing': 'The pair looks for another fallback number',
  'pair.failed': 'The fallback number could not be set up',
  'pair.releasing': 'The pair is being dissolved',
  'pair.off': 'The pair was dissolved',
  'pair.update': 'Changed how the pair returns',
};

/** What was done, in words; an action without words of its own shows its name. */
export function actionText(action: string): string {
  const known = ACTIONS[action];
  if (known) return known;
  const words = action.replace(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
