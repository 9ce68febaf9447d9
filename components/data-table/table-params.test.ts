import { createLoader, createSerializer } from 'nuqs/server';
import { describe, expect, it } from 'vitest';
import { countSentence } from '@/components/data-table/table-footer';
import { pageCountOf, rowSpan, tableConfig, tableParams } from '@/components/data-table/table-params';

const config = tableConfig({
  sortable: ['number', 'renews'],
  defaultSort: { column: 'number', descending: false },
  hidden: ['added'],
});
const load = createLoader(tableParams(config));
const write = createSerializer(tableParams(config));

describe('tableParams', () => {
  it('reads what it wrote', () => {
    const state = {
      sort: { column: 'renews', descending: true },
      page: 3,
      size: 50,
      hide: ['alias'],
      density: 'dense',
    } as const;
    const address = write({ ...state, hide: [...state.hide] });
    expect(address).toBe('?sort=-renews&page=3&size=50&hide=alias&density=dense');
    expect(load(address)).toEqual(state);
  });

  it('leaves the defaults out of the address', () => {
    expect(write({ ...load(''), hide: ['added'] })).toBe('');
  });

  it.each([
    '?sort=password&page=0&size=7&density=tiny',
    "?sort=';drop table&page=-1&size=1000000&density=",
    '?sort=--number&page=1e9&size=25.0',
    '?sort=&page=99999999999999999999&size=NaN',
    '?sort=constructor&page=%00&size=%F0%9F%98%80',
  ])('falls back to the defaults on %s', (address) => {
    expect(load(address)).toEqual(load(''));
  });
});

describe('paging', () => {
  it('has one page even when there is nothing', () => {
    expect([0, 1, 25, 26].map((total) => pageCountOf(total, 25))).toEqual([1, 1, 1, 2]);
  });

  it('counts the rows on a page', () => {
    expect(rowSpan(1, 25, 25)).toEqual([1, 25]);
    expect(rowSpan(3, 25, 4)).toEqual([51, 54]);
    expect(rowSpan(1, 25, 0)).toEqual([0, 0]);
  });

  it.each([
    [{ page: 1, size: 25, total: 0, shown: 0 }, 'No numbers'],
    [{ page: 1, size: 25, total: 1, shown: 1 }, '1 to 1 of 1 number'],
    [{ page: 2, size: 25, total: 1_204, shown: 25 }, '26 to 50 of 1,204 numbers'],
    [{ page: 9, size: 25, total: 12, shown: 0 }, 'Nothing on this page of 12 numbers'],
  ])('says %o', (counts, sentence) => {
    expect(countSentence({ ...counts, noun: ['number', 'numbers'] })).toBe(sentence);
  });
});
