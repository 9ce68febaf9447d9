import { describe, expect, it } from 'vitest';
import { authorize, isAllowed, type Permission } from '@/lib/auth/permissions';
import type { AccountRole, Actor } from '@/lib/context';

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
  'stock.import',
];

const EXPECTED: Record<AccountRole, string> = {
  //          read buy upd rel ha  call place sim  bill fund alr acc stock
  owner: '1   1   1   1   1   1    1    1    1    1    1    1    0',
  admin: '1   1   1   1   1   1    1    1    1    1    1    1    0',
  developer: '1   1   1   1   1   1    1    1    0    0    1    0    0',
  finance: '1   0   0   0   0   1    0    1    1    1    0    0    0',
  support: '1   0   0   0   0   1    0    0    0    0    0    0    0',
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

  it('refuses with a sentence that says what and whom to ask', () => {
    expect(() => authorize(user('support'), 'numbers.buy')).toThrowError(
      expect.objectContaining({
        code: 'forbidden',
        message: 'You may not buy numbers. Ask an owner or admin of the account.',
      }),
    );
  });
});
