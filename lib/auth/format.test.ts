import { describe, expect, it } from 'vitest';
import { passwordStrength, passwordWeakness } from '@/lib/auth/format';
import { emailAddress, newPassword, personName } from '@/lib/auth/schema';

describe('password rules', () => {
  it.each([
    ['elevenchars', 'Use at least 12 characters'],
    ['password1234', 'first that attackers try'],
    ['PasswordPassword!', 'first that attackers try'],
    ['aaaaaaaaaaaa', 'repeats too few'],
    ['abababababab', 'repeats too few'],
    ['abcdefghijkl', 'simple sequence'],
    ['x'.repeat(201), 'at most 200'],
  ])('refuses %s', (password, reason) => {
    expect(passwordWeakness(password)).toContain(reason);
    expect(newPassword.safeParse(password).success).toBe(false);
  });

  it.each(['correct horse battery', 'ಬೆಂಗಳೂರು ನಗರದ ಮಳೆ', 'tr0ub4dor&3xyz', '  spaces kept  '])(
    'accepts %s as it is',
    (password) => {
      expect(newPassword.parse(password)).toBe(password);
    },
  );

  it('says how strong it is while it is typed', () => {
    expect(passwordStrength('')).toMatchObject({ level: 'empty' });
    expect(passwordStrength('elevenchars')).toEqual({ level: 'refused', sentence: 'Too short: 1 more character.' });
    expect(passwordStrength('tr0ub4dor&3x')).toMatchObject({ level: 'good' });
    expect(passwordStrength('correct horse battery')).toMatchObject({ level: 'strong' });
  });
});

describe('names and addresses', () => {
  it('trims, and lowers e-mail addresses', () => {
    expect(emailAddress.parse('  Asha.Rao@Example.COM ')).toBe('asha.rao@example.com');
    expect(personName.parse('  Asha Rao ')).toBe('Asha Rao');
  });

  it.each([
    '',
    'asha',
    'asha@',
    '@example.com',
    'a b@example.com',
    `${'a'.repeat(10_000)}@example.com`,
    'a@b@c.example',
    7,
  ])('refuses the address %s with one sentence', (address) => {
    const parsed = emailAddress.safeParse(address);
    expect(parsed.error?.issues[0]?.message).toMatch(/e-mail address/);
  });

  it.each(['', '   ', 'n'.repeat(10_240), 'Asha\nRao', 'Asha\u0000', null])('refuses the name %j', (name) => {
    expect(personName.safeParse(name).success).toBe(false);
  });
});
