import { createLoader } from 'nuqs/server';
import { describe, expect, it } from 'vitest';
import { tableParams } from '@/components/data-table/table-params';
import { activeFilters, activeTable, isFiltered, rentalFilterOf } from './active-table-config';

const load = createLoader({ ...tableParams(activeTable), ...activeFilters });

describe('the address of Active Numbers', () => {
  it('takes what it knows', () => {
    const view = load(
      '?q=front%20desk&country=IN&type=local&ha=fallback&carrier=sutlej-line&sort=-renews&size=100&page=3',
    );
    expect(view).toMatchObject({
      ...{ q: 'front desk', country: 'IN', type: 'local', ha: 'fallback', carrier: 'sutlej-line', size: 100, page: 3 },
      sort: { column: 'renews', descending: true },
    });
    expect(isFiltered(view)).toBe(true);
  });

  it('counts junk as not set', () => {
    const view = load('?country=XX&type=%27&ha=maybe&carrier=..%2F..&sort=password_hash&size=5000&page=-1&q=%20');
    expect(view).toMatchObject({ country: null, type: null, ha: null, carrier: null, size: 25, page: 1 });
    expect(view.sort).toEqual({ column: 'number', descending: false });
    expect(isFiltered(view)).toBe(false);
  });

  it('hands on no more of a search than the verb takes', () => {
    expect(rentalFilterOf({ ...load(''), q: 'x'.repeat(10_000) }).search).toHaveLength(100);
  });
});
