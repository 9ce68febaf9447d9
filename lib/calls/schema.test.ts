import { describe, expect, it } from 'vitest';
import { readCallQuery } from './schema';
import type { CallParams } from './types';

const NONE: CallParams = {
  ...{ range: null, from: null, to: null, number: null, state: null, cause: null, carrier: null },
  ...{ failover: null, talk: null, before: null, after: null },
};
const read = (params: Partial<CallParams>) => readCallQuery({ ...NONE, ...params });

describe('readCallQuery', () => {
  it('reads every filter', () => {
    const { filters, cursor, problem } = read({
      ...{
        range: 'between',
        from: '2026-11-22T13:05',
        to: '2026-11-22T14:00',
        number: '+91 80 4123-4567',
        state: 'no_answer',
      },
      ...{ cause: '3000', carrier: 'mayura-voice', failover: 'saved', talk: '0', before: '12345' },
    });
    expect(filters).toEqual({
      ...{
        range: 'between',
        from: '2026-11-22T13:05',
        to: '2026-11-22T14:00',
        number: '918041234567',
        state: 'no_answer',
      },
      ...{ cause: 3000, carrier: 'mayura-voice', failover: 'saved', talk: 0 },
    });
    expect(cursor).toEqual({ before: '12345', after: null });
    expect(problem).toBeNull();
  });

  it('leaves times out that no range asks for', () => {
    expect(read({ range: '1h', from: '2026-11-22T13:05' }).filters.from).toBeNull();
  });

  it.each<[Partial<CallParams>, RegExp]>([
    [{ number: '98450' }, /number filter was left out: it takes a whole number/],
    [{ number: "'; DROP TABLE calls" }, /number filter was left out/],
    [{ range: 'between', from: '2026-02-31T10:00' }, /first time was left out/],
    [{ range: 'between', to: '2026-02-03T25:00' }, /last time was left out/],
    [{ range: 'between', from: '2026-02-04T10:00', to: '2026-02-03T10:00' }, /first time is after the last one/],
    [{ range: 'year' }, /time filter was left out/],
    [{ state: 'gone' }, /state filter was left out/],
    [{ cause: '-1' }, /cause filter was left out/],
    [{ carrier: 'no such carrier' }, /carrier filter was left out/],
    [{ failover: 'maybe' }, /failover filter was left out/],
    [{ talk: '9' }, /length filter was left out/],
  ])('says in a sentence what it did not understand of %o', (params, sentence) => {
    expect(read(params).problem).toMatch(sentence);
  });

  it.each(['0', '-5', '1e9', 'x', '9'.repeat(30)])('takes %s for no cursor', (before) => {
    expect(read({ before, after: before }).cursor).toEqual({ before: null, after: null });
  });
});
