import { describe, expect, it } from 'vitest';
import { LANDING_PATH, safeReturnPath } from '@/lib/auth/return-path';

describe('safeReturnPath', () => {
  it.each([
    '/billing',
    '/phone-numbers/active?ha=problem&page=2',
    '/phone-numbers/active/918041234567#history',
    '/a%20b',
  ])('keeps %s', (path) => {
    expect(safeReturnPath(path)).toBe(path);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/./\\evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    ' /billing',
    'billing',
    '',
    '/',
    '/login?callbackUrl=/login',
    '/setup',
    '/api/auth/signout',
    '/x/../login',
    `/${'a'.repeat(10_000)}`,
    undefined,
    null,
    ['/billing', '/active'],
  ])('sends %j to the landing page', (path) => {
    expect(safeReturnPath(path)).toBe(LANDING_PATH);
  });
});
