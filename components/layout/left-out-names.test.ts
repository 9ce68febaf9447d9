import { parseAsInteger, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { describe, expect, it } from 'vitest';
import { leftOutNames } from './left-out-names';

const readers = {
  type: parseAsStringLiteral(['local', 'mobile']),
  areas: parseAsNativeArrayOf(parseAsInteger),
  pattern: parseAsString.withDefault(''),
  page: parseAsInteger.withDefault(1),
};
const words = { type: 'Type', areas: 'Place', pattern: 'Pattern' };

describe('what of an address was left out', () => {
  it('is what has a value that cannot be read, by its word', () => {
    expect(leftOutNames(readers, { type: 'evil', areas: ['1', 'abc'] }, words)).toEqual(['Type', 'Place']);
  });

  it('is nothing that was read, is empty, is missing or has no word', () => {
    expect(leftOutNames(readers, { type: 'local', areas: '7', pattern: "'", page: 'junk' }, words)).toEqual([]);
    expect(leftOutNames(readers, { type: '', areas: undefined }, words)).toEqual([]);
  });
});
