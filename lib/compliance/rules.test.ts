import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COMPLIANCE_MOVES,
  COMPLIANCE_STATUSES,
  canMoveApplication,
  dueOn,
  isEditable,
  isRemovable,
  sourcesOf,
  uncorrectedItem,
  withCorrected,
} from './rules';

const MOVES = [
  'draft > submitted by customer',
  'submitted > accepted by operator',
  'submitted > rejected by operator',
  'accepted > suspended by operator',
  'accepted > expired by job',
  'rejected > submitted by customer',
  'suspended > accepted by operator',
  'suspended > expired by operator',
  'suspended > expired by job',
  'expired > submitted by customer',
];

describe('the moves of an application', () => {
  it('are these and no others', () => {
    const all = COMPLIANCE_STATUSES.flatMap((from) =>
      COMPLIANCE_STATUSES.flatMap((to) =>
        (['customer', 'operator', 'job'] as const)
          .filter((by) => canMoveApplication(from, to, by))
          .map((by) => `${from} > ${to} by ${by}`),
      ),
    );
    expect(all).toEqual(MOVES);
    expect(Object.keys(COMPLIANCE_MOVES)).toEqual([...COMPLIANCE_STATUSES]);
  });

  it('never let a customer accept or lift anything', () => {
    expect(sourcesOf('accepted', 'customer')).toEqual([]);
    expect(sourcesOf('submitted', 'customer')).toEqual(['draft', 'rejected', 'expired']);
  });

  it('leave what is looked at, or what numbers rest on, unchanged', () => {
    expect(COMPLIANCE_STATUSES.filter(isEditable)).toEqual(['draft', 'rejected', 'expired']);
    expect(COMPLIANCE_STATUSES.filter(isRemovable)).toEqual(['draft', 'rejected']);
  });
});

describe('corrections', () => {
  const reasons = { gst_certificate: { reason: 'It is unreadable.', isCorrected: false } };

  it('name what is still as it was rejected', () => {
    expect(uncorrectedItem(reasons)).toEqual({ item: 'gst_certificate', reason: 'It is unreadable.' });
    expect(uncorrectedItem(withCorrected(reasons, 'gst_certificate'))).toBeNull();
    expect(withCorrected(reasons, 'business_details')).toBe(reasons);
  });
});

describe('what is due on a day', () => {
  it.each([
    ['2026-12-31', '2026-11-22', null],
    ['2026-12-22', '2026-11-22', { remind: 30, left: 30 }],
    ['2026-12-20', '2026-11-22', { remind: 30, left: 28 }],
    ['2026-11-29', '2026-11-22', { remind: 7, left: 7 }],
    ['2026-11-24', '2026-11-22', { remind: 7, left: 2 }],
    ['2026-11-23', '2026-11-22', { remind: 1, left: 1 }],
    ['2026-11-22', '2026-11-22', { remind: 1, left: 0 }],
    ['2026-11-21', '2026-11-22', { expired: true }],
  ])('of one valid until %s, on %s', (validUntil, today, due) => {
    expect(dueOn(validUntil, today)).toEqual(due);
  });

  it('is told once a mark, whatever days the worker is away', () => {
    const day = (offset: number) => new Date(Date.UTC(2026, 10, 22 + offset)).toISOString().slice(0, 10);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1 }), (lookedOn) => {
        const marks = lookedOn
          .sort((a, b) => a - b)
          .flatMap((offset) => {
            const due = dueOn(day(50), day(offset));
            return due && 'remind' in due ? [due.remind] : [];
          });
        expect(marks).toEqual([...marks].sort((a, b) => b - a));
        expect(dueOn(day(50), day(51))).toEqual({ expired: true });
      }),
      { seed: 20_261_122 },
    );
  });
});
