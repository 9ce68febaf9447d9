import { describe, expect, it } from 'vitest';
import { type CallCheck, checkCall } from './check-call';

const INDIA = { accountId: 'acc_one', countryIso: 'IN', block: null };

function check(changes: Partial<CallCheck> = {}) {
  return checkCall({
    ...{ accountId: 'acc_one', from: '918041234567', to: '919876543210', number: INDIA, fallback: null },
    ...{ minuteMicros: 590_000n, creditMicros: 590_000n, inProgress: 49, concurrentCalls: 50 },
    ...changes,
  });
}

describe('who may call', () => {
  it('a number of the account, with money for a minute and room for a call', () => expect(check()).toBeNull());

  it('not a number that is somebody else’s, or nobody’s', () => {
    const refusal = {
      sentence:
        'from parameter is invalid. +918041234567 is not associated with your account. Use a phone number rented on your account.',
      ...{ field: 'from', hangupCode: null },
    };
    expect(check({ number: { ...INDIA, accountId: 'acc_two' } })).toEqual(refusal);
    expect(check({ number: null })).toEqual(refusal);
  });

  it.each([
    [
      'compliance-not-accepted',
      "is not in 'accepted' status. Refer to https://www.plivo.com/docs/numbers/rent-india-numbers",
    ],
    ['compliance-missing', "is not in 'accepted' status. Refer to"],
    [
      'compliance-suspended',
      "is 'suspended'. Refer to https://www.plivo.com/docs/voice/concepts/ucc-management for next steps.",
    ],
    ['past-grace', 'its rent has not been paid'],
  ] as const)('not a number that is %s', (block, sentence) => {
    const refusal = check({ number: { ...INDIA, block } });
    expect(refusal).toMatchObject({ field: 'from', hangupCode: null });
    expect(refusal?.sentence).toContain(sentence);
  });

  it('not a number whose fallback is suspended: failover must not get around a regulator', () => {
    const fallback = { number: '912261110000', block: 'compliance-suspended' as const };
    expect(check({ fallback })?.sentence).toContain('from number +912261110000 cannot place calls');
    expect(check({ fallback: { ...fallback, block: 'past-grace' } })).toBeNull();
  });

  it('not what is no number', () => expect(check({ from: null })).toMatchObject({ field: 'from', hangupCode: null }));
});

describe('whom', () => {
  it('only a full number', () => expect(check({ to: null })).toMatchObject({ field: 'to', hangupCode: null }));

  it('from India only in India; other numbers are not bound', () => {
    expect(check({ to: '14155551234' })).toMatchObject({ field: 'to', hangupCode: 2070 });
    expect(check({ to: '14155551234', number: { ...INDIA, countryIso: 'US' } })).toBeNull();
  });

  it('only where there is a price', () => expect(check({ minuteMicros: null })).toMatchObject({ hangupCode: 2050 }));
});

describe('limits', () => {
  it.each([
    ['not enough for a minute', { creditMicros: 589_999n }, 1010],
    ['no room', { inProgress: 50 }, 5030],
    ['neither money nor room', { inProgress: 50, creditMicros: 0n }, 1010],
  ])('%s', (_, changes, hangupCode) => expect(check(changes)).toMatchObject({ field: null, hangupCode }));

  it('what is free needs no money', () => expect(check({ minuteMicros: 0n, creditMicros: -1n })).toBeNull());
});
