import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, outcomeRules } from './classify';
import { OUTCOME_TABLE } from './outcomes';
import type { AttemptEnd, AttemptPhase } from './types';

const plainRules = outcomeRules([], false);

function ended(end: Partial<AttemptEnd>): AttemptEnd {
  return { sipCode: null, cause: null, local: null, phase: 'trying', retryAfterSeconds: null, ...end };
}

/** Outcome in short: next, blame, class. */
function short(end: Partial<AttemptEnd>, rules = plainRules): string {
  const { next, blame, outcome } = classify(ended(end), rules);
  return `${next} ${blame ? 'blame' : '-'} ${outcome}`;
}

describe('the outcome table', () => {
  it.each(OUTCOME_TABLE.map((row) => [JSON.stringify(row.match), row] as const))(
    '%s has reason and source',
    (_, row) => {
      expect(row.reason).toMatch(/\.$/);
      expect(row.source).toMatch(/RFC \d+|ITU-T/);
    },
  );

  it('names every code, cause and local end once', () => {
    const names = OUTCOME_TABLE.flatMap(({ match }) =>
      Object.entries(match).flatMap(([kind, of]) => [of].flat().map((one) => `${kind} ${one}`)),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a SIP code alone', () => {
  it.each([
    [[500, 502, 504, 580, 400, 482, 483, 408], 'yes blame network'],
    [[503], 'yes blame congestion'],
    [[488, 606, 406, 415, 420, 501, 505, 513], 'other-capabilities - capability'],
    [[422], 'same-hop-once - capability'],
    [[401, 402, 403, 407], 'yes - account'],
    [[404, 410, 484, 485, 604], 'no - invalid-number'],
    [[480], 'second-opinion - no-answer'],
    [[486, 600], 'no - busy'],
    [[603, 607, 608, 428, 433, 436, 437, 438], 'no - rejected'],
    [[487], 'no - caller-cancelled'],
    [[300, 302, 380], 'when-allowed - redirect'],
    [[200, 202], 'no - answered'],
    // Without a row of their own they count as the x00 of their class.
    [[405, 481, 499], 'yes blame network'],
    [[507, 599], 'yes blame network'],
    [[601, 699], 'no - busy'],
  ])('%j: %s', (codes, expected) => {
    for (const sipCode of codes) expect(`${sipCode} ${short({ sipCode })}`).toBe(`${sipCode} ${expected}`);
  });

  it('has an outcome for every code, whatever the cause and phase', () => {
    const phase = fc.constantFrom<AttemptPhase>('sent', 'trying', 'ringing', 'early-media', 'answered');
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 699 }),
        fc.option(fc.integer({ min: 1, max: 127 })),
        phase,
        (sipCode, cause, at) => {
          expect(classify(ended({ sipCode, cause, phase: at }), plainRules).reason).not.toBe('');
        },
      ),
      { numRuns: 5_000, seed: 11 },
    );
  });
});

describe('a Q.850 cause', () => {
  it.each([
    [[1, 22, 28], 'no - invalid-number'],
    [[2, 3], 'second-opinion - invalid-number'],
    [[17], 'no - busy'],
    [[18, 19, 20], 'no - no-answer'],
    [[21, 24, 55, 57, 87], 'no - rejected'],
    [[88], 'no - destination'],
    [[25, 26, 38, 41, 58, 63, 102], 'yes blame network'],
    [[27], 'second-opinion - destination'],
    [[34, 42, 44, 47], 'yes blame congestion'],
  ])('%j beats every status code from 300: %s', (causes, expected) => {
    for (const cause of causes)
      for (let sipCode = 300; sipCode < 700; sipCode += 1) expect(short({ sipCode, cause })).toBe(expected);
  });

  it('leaves the code to decide when it is generic or has no row', () => {
    const listed = new Set(OUTCOME_TABLE.flatMap(({ match }) => ('causes' in match ? match.causes : [])));
    const unlisted = Array.from({ length: 127 }, (_, index) => index + 1).filter((cause) => !listed.has(cause));
    expect(unlisted).toEqual(expect.arrayContaining([16, 31, 111, 127]));
    fc.assert(
      fc.property(fc.constantFrom(...unlisted), fc.integer({ min: 300, max: 699 }), (cause, sipCode) => {
        expect(short({ sipCode, cause })).toBe(short({ sipCode }));
      }),
      { numRuns: 5_000, seed: 12 },
    );
  });
});

describe('an end of our own', () => {
  it.each([
    [{ local: 'first-response-timeout', phase: 'sent' }, 'yes blame silence'],
    [{ local: 'progress-timeout', sipCode: 487 }, 'yes blame network'],
    [{ local: 'progress-timeout', sipCode: 487, cause: 18 }, 'yes blame network'],
    // Our CANCEL was not confirmed: the phone may still ring.
    [{ local: 'progress-timeout' }, 'no blame network'],
    // The network answered by itself in spite of our CANCEL.
    [{ local: 'progress-timeout', sipCode: 486 }, 'no - busy'],
    [{ local: 'progress-timeout', sipCode: 603 }, 'no - rejected'],
    [{ local: 'progress-timeout', sipCode: 503 }, 'yes blame congestion'],
    [{ local: 'ring-timeout', sipCode: 487, phase: 'ringing' }, 'no - no-answer'],
    [{ local: 'ring-timeout', phase: 'early-media' }, 'no - no-answer'],
    [{ local: 'transport', phase: 'sent' }, 'yes blame network'],
    [{ local: 'transport', phase: 'ringing' }, 'no blame network'],
    [{ local: 'caller-hung-up', sipCode: 487 }, 'no - caller-cancelled'],
    [{ local: 'dead-media', phase: 'answered' }, 'no - answered'],
  ] as const)('%j: %s', (end, expected) => {
    expect(short(end)).toBe(expected);
  });
});

describe('after somebody was alerted', () => {
  it('never goes on, whatever came', () => {
    const optedIn = outcomeRules([], true);
    for (let sipCode = 300; sipCode < 700; sipCode += 1)
      for (const cause of [null, 3, 17, 34, 38])
        expect(classify(ended({ sipCode, cause, phase: 'ringing' }), optedIn).next).toBe('no');
  });

  it('still blames the carrier that failed', () => {
    expect(short({ sipCode: 500, phase: 'ringing' })).toBe('no blame network');
    expect(short({ sipCode: 503, phase: 'ringing' })).toBe('no blame congestion');
  });

  it.each([
    [408, null],
    [480, null],
    [408, 102],
    [480, 102],
    [504, 102],
  ])('reads %i with cause %s as not answered', (sipCode, cause) => {
    expect(short({ sipCode, cause, phase: 'ringing' })).toBe('no - no-answer');
  });
});

describe('after early media', () => {
  it('stays with the hop, and blames it for 5xx alone', () => {
    expect(short({ sipCode: 500, phase: 'early-media' })).toBe('no blame network');
    expect(short({ sipCode: 400, phase: 'early-media' })).toBe('no - network');
    expect(short({ sipCode: 480, cause: 34, phase: 'early-media' })).toBe('no blame congestion');
    for (const cause of [null, 102]) expect(short({ sipCode: 408, cause, phase: 'early-media' })).toBe('no - network');
  });

  it('goes on where that was opted into', () => {
    const rules = outcomeRules([], true);
    expect(short({ sipCode: 500, phase: 'early-media' }, rules)).toBe('yes blame network');
    expect(short({ sipCode: 486, phase: 'early-media' }, rules)).toBe('no - busy');
  });
});

describe('a trunk’s own rows', () => {
  const row = {
    next: 'yes',
    blame: true,
    outcome: 'network',
    reason: 'This carrier says 404 when a switch is down.',
  } as const;
  const rules = outcomeRules(
    [
      { match: { sipCode: 404 }, ...row },
      { match: { sipCode: 404, cause: 1 }, ...row, next: 'no', blame: false, outcome: 'invalid-number' },
      { match: { cause: 17 }, ...row, outcome: 'congestion' },
    ],
    false,
  );

  it('beat the table, the most specific first', () => {
    expect(short({ sipCode: 404 }, rules)).toBe('yes blame network');
    expect(short({ sipCode: 404, cause: 1 }, rules)).toBe('no - invalid-number');
    expect(short({ sipCode: 486, cause: 17 }, rules)).toBe('yes blame congestion');
    expect(short({ sipCode: 410 }, rules)).toBe('no - invalid-number');
  });

  it('do not ring a second phone either', () => {
    expect(short({ sipCode: 404, phase: 'ringing' }, rules)).toBe('no blame network');
  });

  it('do not touch our own ends', () => {
    expect(short({ local: 'ring-timeout', sipCode: 487, phase: 'ringing' }, rules)).toBe('no - no-answer');
  });
});
