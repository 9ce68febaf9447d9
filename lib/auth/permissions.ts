import { type AccountRole, API_SCOPES, type ApiScope, type Context } from '@/lib/context';
import { AppError } from '@/lib/errors';

export type Permission =
  | 'numbers.read'
  | 'numbers.buy'
  | 'numbers.update'
  | 'numbers.release'
  | 'numbers.import'
  | 'ha.update'
  | 'calls.read'
  | 'calls.place'
  | 'simulations.run'
  | 'billing.read'
  | 'billing.add_funds'
  | 'alerts.manage'
  | 'compliance.read'
  | 'compliance.manage'
  | 'account.manage'
  | 'account.transfer'
  | 'team.read'
  | 'team.manage'
  | 'keys.manage'
  | 'credentials.manage'
  | 'audit.read'
  | 'stock.import'
  | 'network.operate'
  | 'compliance.review'
  | 'installation.operate';

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
  'compliance.read',
  'compliance.manage',
  'account.manage',
  'team.read',
  'team.manage',
  'keys.manage',
  'credentials.manage',
  'audit.read',
];

/** What each role of an account may do. Stock belongs to the installation, so no role grants it. */
const ROLE_PERMISSIONS: Readonly<Record<AccountRole, readonly Permission[]>> = {
  owner: [...EVERYTHING, 'account.transfer'],
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
    'team.read',
    'keys.manage',
    'compliance.read',
    'compliance.manage',
  ],
  finance: ['numbers.read', 'calls.read', 'simulations.run', 'billing.read', 'billing.add_funds', 'team.read'],
  support: ['numbers.read', 'calls.read', 'team.read', 'compliance.read'],
};

/** What an API key's scopes stand for; nothing else is open to a key. */
const SCOPE_PERMISSIONS: Readonly<Record<ApiScope, readonly Permission[]>> = {
  'numbers:read': ['numbers.read'],
  'numbers:write': ['numbers.buy', 'numbers.update', 'numbers.release', 'ha.update'],
  'calls:read': ['calls.read'],
  'calls:place': ['calls.place'],
  'billing:read': ['billing.read'],
};

const OPERATOR_PERMISSIONS: readonly Permission[] = [
  'numbers.import',
  'stock.import',
  'network.operate',
  'compliance.review',
  'installation.operate',
];

/** What the refusal says the caller may not do, and the roles that may. */
const REFUSALS: Readonly<Record<Permission, string>> = {
  'numbers.read': 'see the numbers of this account',
  'numbers.buy': 'buy numbers',
  'numbers.update': 'change number settings',
  'numbers.release': 'release numbers',
  'numbers.import': 'bring numbers in',
  'ha.update': 'change High Availability',
  'calls.place': 'place, hang up or cancel calls',
  'calls.read': 'see the calls of this account',
  'simulations.run': 'run simulations',
  'billing.read': 'see billing',
  'billing.add_funds': 'add funds',
  'alerts.manage': 'see or change alert settings and webhooks',
  'compliance.read': 'see compliance applications',
  'compliance.manage': 'make or change compliance applications',
  'account.manage': 'change account settings',
  'account.transfer': 'hand the account over',
  'team.read': 'see the team',
  'team.manage': 'invite, change or remove members',
  'keys.manage': 'see or change API keys',
  'credentials.manage': 'see or rotate the auth token',
  'audit.read': 'see the audit log',
  'stock.import': 'import number stock',
  'network.operate': 'change carriers and their traffic',
  'compliance.review': 'review compliance applications',
  'installation.operate': 'see or change what concerns the whole installation',
};

/** Whether the caller may; for screens that leave out what would be refused. */
export function isAllowed(ctx: Pick<Context, 'actor'>, permission: Permission): boolean {
  const { actor } = ctx;
  if (actor.type === 'key') return actor.scopes.some((scope) => SCOPE_PERMISSIONS[scope].includes(permission));
  if (actor.type !== 'user') return true;
  if (OPERATOR_PERMISSIONS.includes(permission)) return actor.isOperator;
  return ROLE_PERMISSIONS[actor.role].includes(permission);
}

/** The roles of an account that may. */
export function rolesWith(permission: Permission): AccountRole[] {
  const roles: AccountRole[] = ['owner', 'admin', 'developer', 'finance', 'support'];
  return roles.filter((role) => ROLE_PERMISSIONS[role].includes(permission));
}

/** The first line of every verb: throws `forbidden` before anything is read or opened. */
export function authorize(ctx: Pick<Context, 'actor'>, permission: Permission): void {
  if (isAllowed(ctx, permission)) return;
  if (ctx.actor.type === 'key')
    throw new AppError('forbidden', `This API key may not ${REFUSALS[permission]}. ${missingScope(permission)}`);
  const who = OPERATOR_PERMISSIONS.includes(permission)
    ? 'Only the operator of this installation may do that.'
    : 'Ask an owner or admin of the account.';
  throw new AppError('forbidden', `You may not ${REFUSALS[permission]}. ${who}`);
}

function missingScope(permission: Permission): string {
  const scope = API_SCOPES.find((one) => SCOPE_PERMISSIONS[one].includes(permission));
  return scope ? `It needs the scope ${scope}.` : 'No scope allows it.';
}

/** The scopes a person may give a key: those that allow nothing that they may not do themselves. */
export function grantableScopes(ctx: Pick<Context, 'actor'>): ApiScope[] {
  return API_SCOPES.filter((scope) => SCOPE_PERMISSIONS[scope].every((permission) => isAllowed(ctx, permission)));
}
