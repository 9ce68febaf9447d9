/** What audited actions are called, wherever they are listed. */
const ACTIONS: Readonly<Record<string, string>> = {
  'number.buy': 'Bought the number',
  'number.activate': 'The number became active',
  'number.fail': 'The order failed',
  'number.update': 'Changed settings',
  'number.release': 'Released the number',
  'number.buy_back': 'Bought the number back',
  'number.withdraw': 'The carrier withdrew the number',
  'number.protect': 'Protected the number from release',
  'number.unprotect': 'Ended the protection from release',
  'number.bring': 'Brought the number in',
  'view.save': 'Saved a view',
  'view.remove': 'Removed a view',
  'bulk.reserve': 'Reserved several numbers',
  'bulk.drop': 'Gave several reservations up',
  'bulk.start': 'Started a change of many numbers',
  'bulk.cancel': 'Cancelled a change of many numbers',
  'ha.enable': 'Switched high availability on',
  'ha.disable': 'Switched high availability off',
  'ha.pair_owned': 'Paired two rented numbers',
  'ha.restore': 'Brought the pair back',
  'number.renew': 'Renewed the rent',
  'number.past_due': 'The rent could not be collected',
  'number.reserve': 'Reserved the number',
  'number.cancel_reservation': 'Gave the reservation up',
  'billing.add_funds': 'Added funds',
  'compliance.create': 'Began a compliance application',
  'compliance.update': 'Changed the fields',
  'compliance.add_document': 'Added a document',
  'compliance.submit': 'Submitted the application',
  'compliance.remove': 'Removed the compliance application',
  'compliance.accept': 'The compliance application was accepted',
  'compliance.reject': 'The compliance application was rejected',
  'compliance.suspend': 'The compliance application was suspended',
  'compliance.lift': 'The suspension was lifted',
  'compliance.expire': 'The compliance application expired',
  'compliance.link': 'Linked to another compliance application',
  'alerts.update': 'Changed the alerts',
  'simulation.start': 'Started a rehearsal',
  'simulation.cancel': 'Stopped a rehearsal',
  'simulation.remove': 'Deleted a rehearsal',
  'simulation.rename': 'Renamed a rehearsal',
  'trunk.break': 'Broke a sandbox trunk',
  'carrier.break': 'Broke a sandbox carrier',
  'trunk.mend': 'Ended a sandbox fault',
  'trunk.update': 'Changed a trunk',
  'trunk.drain': 'Drained a trunk',
  'trunk.force': 'Forced a trunk',
  'trunk.release': 'Released a trunk’s override',
  'carrier.drain': 'Drained a carrier',
  'carrier.force': 'Forced a carrier',
  'carrier.release': 'Released a carrier’s override',
  'pair.force': 'Forced calls to the fallback',
  'pair.drain': 'Kept calls on the primary',
  'pair.release': 'Released the pair’s override',
  'incident.note': 'Noted something on an incident',
  'webhook.enable': 'Enabled a webhook',
  'webhook.disable': 'Disabled a webhook',
  'traffic.start': 'Started sandbox traffic',
  'traffic.stop': 'Stopped sandbox traffic',
  'webhook.add': 'Added a webhook',
  'webhook.remove': 'Removed a webhook',
  'webhook.send_again': 'Sent a webhook again',
  'account.create': 'Created the account',
  'account.update_limits': 'Changed the account’s limits',
  'workflow.retry': 'Tried a workflow again',
  'workflow.cancel': 'Cancelled a workflow',
  'stock.upload': 'Uploaded a stock file',
  'stock.start_import': 'Started a stock import',
  'stock.cancel_import': 'Cancelled a stock import',
  'carrier.sandbox': 'Told a sandbox carrier how to answer',
  'carrier.stock_out': 'Took a carrier’s numbers off sale',
  'carrier.stock_in': 'Put a carrier’s numbers on sale',
  'installation.bundle': 'Downloaded a support bundle',
  'account.transfer': 'Handed the account over',
  'user.create': 'Created the user',
  'user.update': 'Changed their name',
  'user.sign_in': 'Signed in',
  'user.sign_out_everywhere': 'Signed out everywhere',
  'user.end_session': 'Signed a browser out',
  'user.end_other_sessions': 'Signed all other browsers out',
  'user.change_password': 'Changed their password',
  'user.reset_password': 'The password was reset on the server',
  'user.reset_two_factor': 'Two-factor sign-in was reset on the server',
  'user.enable_two_factor': 'Switched two-factor sign-in on',
  'user.disable_two_factor': 'Switched two-factor sign-in off',
  'user.renew_recovery_codes': 'Made new recovery codes',
  'member.invite': 'Invited somebody',
  'member.revoke_invitation': 'Revoked an invitation',
  'member.join': 'Joined the account',
  'member.change_role': 'Changed a member’s role',
  'member.remove': 'Removed a member',
  'member.leave': 'Left the account',
  'key.create': 'Made an API key',
  'key.revoke': 'Revoked an API key',
  'credentials.reveal': 'Looked at the Auth Token',
  'credentials.rotate': 'Rotated the Auth Token',
  'credentials.revoke_previous': 'Revoked the Auth Token before',
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

/** The actions that have words, by their words: what the log can be filtered by. */
export const KNOWN_ACTIONS: readonly (readonly [action: string, words: string])[] = Object.entries(ACTIONS).sort(
  ([, a], [, b]) => a.localeCompare(b, 'en'),
);

/** The kind of thing something was done to, in words. */
export function entityText(entityType: string): string {
  const words = entityType.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A field's name in words: pairId becomes "Pair id", heldMicros "Held". */
export function fieldText(field: string): string {
  const words = field
    .replace(/Micros$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
