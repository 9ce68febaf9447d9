import { describe, expect, it } from 'vitest';
import { authorize, grantableScopes, isAllowed, type Permission } from '@/lib/auth/permissions';
import { type AccountRole, type Actor, API_SCOPES, type ApiScope } from '@/lib/context';

const PERMISSIONS: Permission[] = [
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
  'team.read',
  'team.manage',
  'keys.manage',
  'credentials.manage',
  'audit.read',
  'account.transfer',
  'stock.import',
  'compliance.read',
  'compliance.manage',
  'compliance.review',
  'installation.operate',
];

const EXPECTED: Record<AccountRole, string> = {
  //          read buy upd rel ha  call place sim  bill fund alr acc team invite keys cred audit transfer stock kyc chg review installation
  owner:
    '1   1   1   1   1   1    1    1    1    1    1    1   1    1      1    1    1     1        0     1   1   0      0',
  admin:
    '1   1   1   1   1   1    1    1    1    1    1    1   1    1      1    1    1     0        0     1   1   0      0',
  developer:
    '1   1   1   1   1   1    1    1    0    0    1    0   1    0      1    0    0     0        0     1   1   0      0',
  finance:
    '1   0   0   0   0   1    0    1    1    1    0    0   1    0      0    0    0     0        0     0   0   0      0',
  support:
    '1   0   0   0   0   1    0    0    0    0    0    0   1    0      0    0    0     0        0     1   0   0      0',
};

function user(role: AccountRole, isOperator = false): { actor: Actor } {
  return { actor: { type: 'user', userId: 'usr_1', role, isOperator } };
}

describe('the permission matrix', () => {
  for (const [role, row] of Object.entries(EXPECTED) as [AccountRole, string][]) {
    it(`gives ${role} exactly its permissions`, () => {
      const cells = row.split(/\s+/);
      for (const [column, permission] of PERMISSIONS.entries()) {
        expect(isAllowed(user(role), permission), permission).toBe(cells[column] === '1');
      }
    });
  }

  it('lets only the operator import stock, whatever the role', () => {
    expect(isAllowed(user('support', true), 'stock.import')).toBe(true);
    expect(isAllowed(user('support', true), 'numbers.buy')).toBe(false);
  });

  it('lets jobs and commands through', () => {
    expect(isAllowed({ actor: { type: 'system', job: 'renew' } }, 'numbers.release')).toBe(true);
    expect(isAllowed({ actor: { type: 'command', name: 'stock import' } }, 'stock.import')).toBe(true);
  });

  it('gives a key what its scopes stand for and nothing else', () => {
    const key = (...scopes: ApiScope[]): { actor: Actor } => ({ actor: { type: 'key', keyId: 'key_1', scopes } });
    const allowed = (...scopes: ApiScope[]) => PERMISSIONS.filter((one) => isAllowed(key(...scopes), one));
    expect(allowed()).toEqual([]);
    expect(allowed('numbers:read', 'calls:place')).toEqual(['numbers.read', 'calls.place']);
    expect(allowed('numbers:write')).toEqual(['numbers.buy', 'numbers.update', 'numbers.release', 'ha.update']);
    expect(allowed(...API_SCOPES)).toHaveLength(8);
    expect(() => authorize(key('numbers:read'), 'numbers.buy')).toThrowError(
      expect.objectContaining({
        code: 'forbidden',
        message: 'This API key may not buy numbers. It needs the scope numbers:write.',
      }),
    );
  });

  it('lets nobody give a key more than they may do themselves', () => {
    expect(grantableScopes(user('owner'))).toEqual([...API_SCOPES]);
    expect(grantableScopes(user('developer'))).toEqual(['numbers:read', 'numbers:write', 'calls:read', 'calls:place']);
    expect(grantableScopes(user('finance'))).toEqual(['numbers:read', 'calls:read', 'billing:read']);
  });

  it('refuses with a sentence that says what and whom to ask', () => {
    expect(() => authorize(user('support'), 'numbers.buy')).toThrowError(
      expect.objectContaining({
        code: 'forbidden',
        message: 'You may not buy numbers. Ask an owner or admin of the account.',
      }),
    );
  });
});
