import { describe, expect, it } from 'vitest';
import { seal, unseal } from './seal';

const scope = { purpose: 'test secret v1', boundTo: 'row_1' };
const secret = new TextEncoder().encode('correct horse');

describe('a sealed secret', () => {
  it('opens to what it was, and never looks the same twice', () => {
    const sealed = seal(scope, secret);
    expect(unseal(scope, sealed)).toEqual(secret);
    expect(seal(scope, secret)).not.toEqual(sealed);
    expect(Buffer.from(sealed).includes('correct')).toBe(false);
  });

  it.each([
    ['another row', { ...scope, boundTo: 'row_2' }],
    ['another purpose', { ...scope, purpose: 'other secret v1' }],
  ])('does not open for %s', (_, other) => {
    const sealed = seal(scope, secret);
    expect(() => unseal(other, sealed)).toThrow();
  });

  it.each([
    ['a changed byte', (sealed: Uint8Array) => sealed.map((byte, at) => (at === sealed.length - 1 ? byte ^ 1 : byte))],
    ['a missing end', (sealed: Uint8Array) => sealed.subarray(0, -1)],
    ['nothing in it', (sealed: Uint8Array) => sealed.subarray(0, 29)],
    ['another version', (sealed: Uint8Array) => sealed.map((byte, at) => (at === 0 ? 9 : byte))],
  ])('does not open with %s', (_, spoil) => {
    const spoiled = spoil(seal(scope, secret));
    expect(() => unseal(scope, spoiled)).toThrow();
  });
});
