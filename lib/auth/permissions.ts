import type { AccountRole, Context } from '@/lib/context';
import { AppError } from '@/lib/errors';

export type Permission =
  | 'numbers.read'
  | 'numbers.buy'
  | 'numbers.update'
  | 'numbers.release'
  | 'ha.update'
  | 'calls.read'
  | 'calls.place'
  | 'simulations.run'
  | 'billing.read'
  | 'billing.add_funds'
  | 'alerts.manage'
  | 'account.manage'
  | 'stock.import'
  | 'network.operate';

const EVERYTHING: readonly Permission[] = [
  'numbers.read',
  'numbers.buy',
  'numbers.update',
  'numbers.release',
  'ha.update',
  'calls.read',
  'calls.place',
  'simulations.run',
  'billing.read',
  'billing.add_funds',
  'alerts.manage',
  'account.manage',
];

/** What each role of an account may do. Stock belongs to the installation, so no role grants it. */
const ROLE_PERMISSIONS: Readonly<Record<AccountRole, readonly Permission[]>> = {
  owner: EVERYTHING,
  admin: EVERYTHING,
  developer: [
    'numbers.read',
    'numbers.buy',
    'numbers.update',
    'numbers.release',
    'ha.update',
    'calls.read',
    'calls.place',
    'simulations.run',
    'alerts.manage',
  ],
  finance: ['numbers.read', 'calls.read', 'simulations.run', 'billing.read', 'billing.add_funds'],
  support: ['numbers.read', 'calls.read'],
};

const OPERATOR_PERMISSIONS: readonly Permission[] = ['stock.import', 'network.operate'];

/** What the refusal says the caller may not do, and the roles that may. */
const REFUSALS: Readonly<Record<Permission, string>> = {
  'numbers.read': 'see the numbers of this account',
  'numbers.buy': 'buy numbers',
  'numbers.update': 'change number settings',
  'numbers.release': 'release numbers',
  'ha.update': 'change High Availability',
  'calls.place': 'place, hang up or cancel calls',
  'calls.read': 'see the calls of this account',
  'simulations.run': 'run simulations',
  'billing.read': 'see billing',
  'billing.add_funds': 'add funds',
  'alerts.manage': 'see or change alert settings and webhooks',
  'account.manage': 'change account settings',
  'stock.import': 'import number stock',
  'network.operate': 'change carriers and their traffic',
};

/** Whether the caller may; for screens that leave out what would be refused. */
export function isAllowed(ctx: Pick<Context, 'actor'>, permission: Permission): boolean {
  const { actor } = ctx;
  if (actor.type !== 'user') return true;
  if (OPERATOR_PERMISSIONS.includes(permission)) return actor.isOperator;
  return ROLE_PERMISSIONS[actor.role].includes(permission);
}

/** The first line of every verb: throws `forbidden` before anything is read or opened. */
export function authorize(ctx: Pick<Context, 'actor'>, permission: Permission): void {
  if (isAllowed(ctx, permission)) return;
  const who = OPERATOR_PERMISSIONS.includes(permission)
    ? 'Only the operator of this installation may do that.'
    : 'Ask an owner or admin of the account.';
  throw new AppError('forbidden', `You may not ${REFUSALS[permission]}. ${who}`);
}
