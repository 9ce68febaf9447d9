import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PrefixTrie } from './prefix-trie';

describe('longest match', () => {
  it('prefers the longer prefix and falls back to the shorter', () => {
    const trie = new PrefixTrie<string>();
    trie.set('', 'world');
    trie.set('91', 'India');
    trie.set('9180', 'Bengaluru');
    expect(trie.longest('918041234567')).toBe('Bengaluru');
    expect(trie.longest('9181')).toBe('India');
    expect(trie.longest('4930')).toBe('world');
    expect(trie.longest('')).toBe('world');
    expect(trie.longest('91+80')).toBe('India');
  });

  it('finds nothing where no prefix matches', () => {
    const trie = new PrefixTrie<string>();
    trie.set('91', 'India');
    expect(trie.longest('9')).toBeUndefined();
    expect(trie.longest('1212')).toBeUndefined();
  });

  it('agrees with looking through all prefixes', () => {
    const digits = fc.string({ unit: fc.constantFrom('0', '1', '2', '9'), maxLength: 7 });
    fc.assert(
      fc.property(
        fc.uniqueArray(digits, { maxLength: 60 }),
        fc.array(digits, { maxLength: 30 }),
        (prefixes, numbers) => {
          const trie = new PrefixTrie<string>();
          for (const prefix of prefixes) trie.set(prefix, prefix);
          const byLength = prefixes.toSorted((one, other) => other.length - one.length);
          for (const number of numbers)
            expect(trie.longest(number)).toBe(byLength.find((prefix) => number.startsWith(prefix)));
        },
      ),
      { seed: 21, numRuns: 300 },
    );
  });

  it('holds many prefixes', () => {
    const trie = new PrefixTrie<number>();
    for (let prefix = 10_000; prefix < 60_000; prefix += 1) trie.set(String(prefix), prefix);
    expect(trie.longest('4321099')).toBe(43_210);
    expect(trie.longest('7000099')).toBeUndefined();
  });
});
