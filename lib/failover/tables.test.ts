import { describe, expect, it } from 'vitest';
import { aNumber, aRoute, aTrunk, pairedNumber } from './table-rows';
import { compileTables, TableError } from './tables';
import type { TableSource } from './types';

function compile(source: Partial<TableSource>) {
  return compileTables({ version: 1, trunks: [], routes: [], numbers: [], ...source });
}

describe('candidates of a destination', () => {
  const tables = compile({
    trunks: [aTrunk('a'), aTrunk('b'), aTrunk('c')],
    routes: [
      aRoute('91', 'c'),
      aRoute('9180', 'c', { priority: 1, costMicros: 1 }),
      aRoute('9180', 'b', { priority: 0, costMicros: 900 }),
      aRoute('9180', 'a', { priority: 0, costMicros: 500 }),
    ],
  });

  it('are those of the longest prefix, by priority, then cost', () => {
    expect(tables.destination('918041234567')?.candidates.map(({ trunkId }) => trunkId)).toEqual(['a', 'b', 'c']);
    expect(tables.destination('912212345678')?.candidates.map(({ trunkId }) => trunkId)).toEqual(['c']);
    expect(tables.destination('4930123456')).toBeUndefined();
  });
});

describe('caller numbers', () => {
  it('know their trunks, and a fallback knows that it is one', () => {
    const tables = compile({ trunks: [aTrunk('a1'), aTrunk('b1')], numbers: [pairedNumber('9180', 'a1', 'b1')] });
    expect(tables.numbers.get('9180')?.trunks.map(({ id }) => id)).toEqual(['a1']);
    expect(tables.numbers.get('9180')?.fallback?.trunks.map(({ id }) => id)).toEqual(['b1']);
    expect(tables.numbers.get('9180-fallback')).toMatchObject({ isFallback: true, fallback: null });
  });
});

describe('a table that must not be used', () => {
  const trunks = [aTrunk('a1'), aTrunk('b1'), aTrunk('b2', { failureDomains: ['b', 'site-1'] })];
  const paired = pairedNumber('9180', 'a1', 'b1');

  it.each<[string, Partial<TableSource>, string]>([
    ['route to nowhere', { routes: [aRoute('91', 'x')] }, 'The route to 91 names trunk x, which does not exist.'],
    [
      'default route to nowhere',
      { routes: [aRoute('', 'x')] },
      'The route of the empty prefix names trunk x, which does not exist.',
    ],
    [
      'prefix with a plus',
      { trunks, routes: [aRoute('+91', 'a1')] },
      'The route to "+91" must name digits of E.164, without +.',
    ],
    [
      'route twice',
      { trunks, routes: [aRoute('91', 'a1'), aRoute('91', 'a1')] },
      'Trunk a1 is listed twice for the route to 91.',
    ],
    ['trunk twice', { trunks: [aTrunk('a1'), aTrunk('a1')] }, 'Trunk a1 is listed twice.'],
    [
      'number twice',
      { trunks, numbers: [aNumber('9180', 'a1'), aNumber('9180', 'a1')] },
      'Number 9180 is listed twice.',
    ],
    [
      'number without trunk',
      { numbers: [{ ...aNumber('9180', 'a1'), trunkIds: [] }] },
      'Number 9180 is tied to its carrier but names no trunk.',
    ],
    [
      'number by an unknown trunk',
      { numbers: [aNumber('9180', 'x1')] },
      'Number 9180 names trunk x1, which does not exist.',
    ],
    [
      'number by another carrier',
      { trunks, numbers: [{ ...aNumber('9180', 'a1'), trunkIds: ['a1', 'b1'] }] },
      'Number 9180 belongs to carrier a and cannot leave by trunk b1 of carrier b.',
    ],
    [
      'fallback by another carrier',
      { trunks, numbers: [{ ...paired, fallback: paired.fallback && { ...paired.fallback, trunkIds: ['a1'] } }] },
      'Number 9180-fallback belongs to carrier b and cannot leave by trunk a1 of carrier a.',
    ],
    [
      'pair of one carrier',
      { trunks, numbers: [pairedNumber('9180', 'b1', 'b2')] },
      'Both numbers of pair pair-9180 are of carrier b, so both would fail with it.',
    ],
    [
      'pair of one site',
      {
        trunks: [...trunks, aTrunk('c1', { failureDomains: ['c', 'site-1'] })],
        numbers: [pairedNumber('9180', 'c1', 'b2')],
      },
      'Pair pair-9180 shares the failure domain site-1: trunks c1 and b2 would fail together.',
    ],
    [
      'fallback of two numbers',
      { trunks, numbers: [paired, { ...pairedNumber('9181', 'a1', 'b1'), fallback: paired.fallback }] },
      'Number 9180-fallback is the fallback of two pairs.',
    ],
    [
      'fallback of a fallback',
      { trunks: [...trunks, aTrunk('c1')], numbers: [paired, pairedNumber('9180-fallback', 'b1', 'c1')] },
      'Number 9180-fallback is the fallback of pair pair-9180 and cannot have a fallback itself.',
    ],
  ])('%s', (_name, source, sentence) => {
    expect(() => compile(source)).toThrow(new TableError(sentence));
  });

  it('allows an untied number that names no trunk', () => {
    const tables = compile({ numbers: [{ ...aNumber('4930', 'a1'), tied: false, trunkIds: [] }] });
    expect(tables.numbers.get('4930')).toMatchObject({ tied: false, trunks: [] });
  });
});
