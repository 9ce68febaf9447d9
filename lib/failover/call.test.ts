import { describe, expect, it } from 'vitest';
import { aResponse, CallHarness, type FarEnd, farEnd, type HarnessParts } from './call-harness';
import type { CallResult } from './call-types';
import { withChanges } from './policy';
import { aCall, aNumber, aRoute, aTrunk } from './table-rows';
import { compileTables } from './tables';

const tables = compileTables({
  version: 1,
  trunks: [
    aTrunk('a1', { capabilities: ['g711'] }),
    aTrunk('b1', { capabilities: ['g711'] }),
    aTrunk('c1', { capabilities: ['g711', 'g729'] }),
  ],
  routes: [
    ...['a1', 'b1', 'c1'].map((id, priority) => aRoute('91', id, { priority })),
    ...['a1', 'b1'].map((id, priority) => aRoute('49', id, { priority })),
  ],
  numbers: [{ ...aNumber('12125550100', 'a1'), tied: false, trunkIds: [] }],
});
const request = aCall({ callId: 7, callerNumber: '12125550100', destination: '4930123456' });
const three = { ...request, destination: '919876543210' };
/** Attempt ids of call 7. */
const FIRST = 112;
const SECOND = 113;
const silent: FarEnd = () => [];
const answers = farEnd({ 100: 100, 2000: 180, 9000: 200 });

function run(farEnds: FarEnd[], parts: Partial<HarnessParts> = {}): CallHarness {
  return new CallHarness({ tables, request, farEnds, ...parts }).run();
}

function resultOf({ log }: CallHarness): CallResult | undefined {
  for (const { step } of log) if (step.type === 'finished') return step.result;
}

describe('a call that goes well', () => {
  const harness = new CallHarness({ tables, request, farEnds: [answers] })
    .at(60_000, { type: 'callee-hung-up', attemptId: FIRST, media: null })
    .run();

  it('rings, connects and ends on its first hop', () => {
    expect(harness.story).toEqual(['0 invite a1', '2000 ringing a1', '9000 connected a1', '60000 finished answered']);
    expect(resultOf(harness)).toEqual({
      outcome: 'answered',
      attempts: 1,
      hopIndex: 0,
      saved: false,
      sipCode: 200,
      cause: null,
      postDialDelayMs: 2_000,
    });
  });

  it('tells the router each step once', () => {
    expect(harness.events.map(({ type }) => type)).toEqual([
      'attempt-started',
      'first-response',
      'ringing',
      'answered',
      'call-ended',
    ]);
    expect(harness.events.at(-1)).toMatchObject({ attemptId: FIRST, talkMs: 51_000 });
  });

  it('is settled, so that its host may forget it', () => {
    expect(harness.call.settled).toBe(true);
  });
});

describe('a silent carrier', () => {
  it('is left at the first-response deadline without a CANCEL', () => {
    const harness = run([silent, farEnd({ 100: 100, 2000: 180, 9000: 486 })]);
    expect(harness.story).toEqual(['0 invite a1', '1500 invite b1', '3500 ringing b1', '10500 finished busy']);
    expect(resultOf(harness)).toMatchObject({ saved: true, attempts: 2, hopIndex: 1, postDialDelayMs: 3_500 });
    expect(harness.events).toContainEqual(
      expect.objectContaining({
        type: 'attempt-ended',
        end: expect.objectContaining({ local: 'first-response-timeout', phase: 'sent' }),
      }),
    );
  });

  it('is cancelled as soon as it says anything, and stays abandoned', () => {
    const harness = run([farEnd({ 1700: 100, 3000: 180 }), answers]);
    expect(harness.story.slice(0, 3)).toEqual(['0 invite a1', '1500 invite b1', '1700 cancel a1']);
    expect(harness.story).not.toContain('3000 ringing a1');
  });

  it('is cancelled on a late 18x', () => {
    expect(run([farEnd({ 1700: 180 }), answers]).story).toContain('1700 cancel a1');
  });

  it('has its late answer hung up, and the call connects once', () => {
    const harness = run([farEnd({ 10900: 200 }), answers]);
    expect(harness.story).toEqual([
      '0 invite a1',
      '1500 invite b1',
      '3500 ringing b1',
      '10500 connected b1',
      '10900 ack-and-bye a1',
    ]);
  });

  it('connects the second hop when the first answered late before it', () => {
    const { story } = run([farEnd({ 4000: 200 }), answers]);
    expect(story).toEqual([
      '0 invite a1',
      '1500 invite b1',
      '3500 ringing b1',
      '4000 ack-and-bye a1',
      '10500 connected b1',
    ]);
  });

  it('has its callee rung by no third hop once that callee was hung up on', () => {
    const harness = run([farEnd({ 1700: 200 }), farEnd({ 500: 503 }), answers], { request: three });
    expect(harness.story).toEqual([
      '0 invite a1',
      '1500 invite b1',
      '1700 ack-and-bye a1',
      expect.stringMatching(/^2000 finished/),
    ]);
  });

  it('that reached its callee late has the hop behind it waited for, as no third one may follow', () => {
    for (const late of [180, 200]) {
      const harness = run([farEnd({ 1700: late }), farEnd({ 2500: 100, 3000: 180, 9000: 200 }), answers], {
        request: three,
      });
      expect(harness.story.at(-1)).toBe('10500 connected b1');
    }
  });

  it('that answered late is no fault of the destination when the next hop fails', () => {
    const harness = run([farEnd({ 1700: 200 }), farEnd({ 500: 503 })]);
    expect(harness.story.at(-1)).toBe('2000 finished congestion');
    expect(run([silent, farEnd({ 500: 503 })]).story.at(-1)).toBe('2000 finished destination');
  });

  it('is waited for when no other hop may be tried', () => {
    const refuse = () => ({ allowed: false, refusedBy: 'budget' }) as const;
    expect(run([farEnd({ 3000: 100, 4000: 180, 5000: 486 }), answers], { mayRetry: refuse }).story).toEqual([
      '0 invite a1',
      '4000 ringing a1',
      '5000 finished busy',
    ]);
    expect(run([silent], { mayRetry: refuse }).story).toEqual(['0 invite a1', '7500 finished silence']);
  });

  it('fails as a destination fault when every carrier was tried and failed', () => {
    expect(run([silent, farEnd({ 100: 503 })]).story.at(-1)).toBe('1600 finished destination');
  });
});

describe('a carrier that takes the call and brings it nowhere', () => {
  it('is left only when its INVITE has ended', () => {
    expect(run([farEnd({ 100: 100 }), answers]).story.slice(0, 3)).toEqual([
      '0 invite a1',
      '5000 cancel a1',
      '5050 invite b1',
    ]);
  });

  it('ends the call when the CANCEL is not confirmed: its phone may still ring', () => {
    const harness = run([farEnd({ 100: 100 }, { answeredAfterMs: null }), answers]);
    expect(harness.story).toEqual(['0 invite a1', '5000 cancel a1', '6000 finished network']);
    expect(harness.call.settled).toBe(true);
    expect(harness.now).toBe(38_000);
  });

  it('keeps a callee who answers against the CANCEL', () => {
    expect(run([farEnd({ 100: 100, 5020: 200 }, { answeredAfterMs: null }), answers]).story).toEqual([
      '0 invite a1',
      '5000 cancel a1',
      '5020 connected a1',
    ]);
  });

  it('is not followed when somebody was alerted after all', () => {
    const harness = run([farEnd({ 100: 100, 5010: 180 }), answers]);
    expect(harness.story).toEqual(['0 invite a1', '5000 cancel a1', '5050 finished network']);
  });

  it('is not followed when it answered busy against the CANCEL', () => {
    expect(run([farEnd({ 100: 100, 5010: 486 }), answers]).story.at(-1)).toBe('5010 finished busy');
  });

  it('may take longer behind the last hop', () => {
    expect(run([farEnd({ 50: 503 }), farEnd({ 100: 100, 12000: 180, 13000: 486 })]).story).toEqual([
      '0 invite a1',
      '50 invite b1',
      '12050 ringing b1',
      '13050 finished busy',
    ]);
  });
});

describe('after somebody was alerted', () => {
  it.each([486, 600, 603, 607, 608, 500, 503, 404, 408, 480])('%i ends the call', (sipCode) => {
    expect(run([farEnd({ 100: 180, 500: sipCode }), answers]).story).toEqual([
      '0 invite a1',
      '100 ringing a1',
      expect.stringMatching(/^500 finished/),
    ]);
  });

  it('a transport error ends it too', () => {
    const harness = new CallHarness({ tables, request, farEnds: [farEnd({ 100: 180 }), answers] });
    harness.at(500, { type: 'transport-error', attemptId: FIRST }).run();
    expect(harness.story.at(-1)).toBe('500 finished network');
  });

  it('the ring time-out cancels and ends it as not answered', () => {
    const harness = run([farEnd({ 100: 180 }), answers], { request: { ...request, ringTimeoutMs: 20_000 } });
    expect(harness.story).toEqual(['0 invite a1', '100 ringing a1', '20100 cancel a1', '20150 finished no-answer']);
  });

  it('early media keeps the call, unless trying on was opted into', () => {
    const withMedia = farEnd({ 100: { sipCode: 183, earlyMedia: true }, 500: 503 });
    expect(run([withMedia, answers]).story.at(-1)).toBe('500 finished congestion');
    const policy = withChanges({ retry: { afterEarlyMedia: true } });
    const optedIn = compileTables(
      {
        version: 2,
        trunks: [...tables.trunks.values()],
        routes: ['a1', 'b1'].map((id, priority) => aRoute('49', id, { priority })),
        numbers: [{ ...aNumber('12125550100', 'a1'), tied: false, trunkIds: [] }],
      },
      policy,
    );
    expect(run([withMedia, answers], { policy, tables: optedIn }).story).toContain('500 invite b1');
  });
});

describe('refusals before anybody was alerted', () => {
  it.each([486, 600, 603, 607, 608, 404, 428, 480])('%i is final', (sipCode) => {
    expect(run([farEnd({ 100: sipCode }), answers]).story).toHaveLength(2);
  });

  it.each([503, 500, 502, 400, 403, 401, 402])('%i goes on', (sipCode) => {
    expect(run([farEnd({ 100: sipCode }), answers]).story[1]).toBe('100 invite b1');
  });

  it('a transport error goes on at once', () => {
    const harness = new CallHarness({ tables, request, farEnds: [silent, answers] });
    harness.at(5, { type: 'transport-error', attemptId: FIRST }).run();
    expect(harness.story.slice(0, 2)).toEqual(['0 invite a1', '5 invite b1']);
  });

  it('goes on within the post-dial delay only where somebody listens', () => {
    const slow = farEnd({ 100: 100, 4900: 503 });
    const heard = run([slow, slow, answers], { request: three });
    expect(heard.story).toEqual(['0 invite a1', '4900 invite b1', '9800 finished destination']);
    const unheard = run([slow, slow, answers], { request: { ...three, humanListens: false } });
    expect(unheard.story).toContain('9800 invite c1');
  });

  it('goes on once, to another capability, after 488', () => {
    expect(run([farEnd({ 100: 488 }), answers, farEnd({ 100: 488 })], { request: three }).story).toEqual([
      '0 invite a1',
      '100 invite c1',
      '200 finished capability',
    ]);
  });

  it('tries the same hop once more after 422', () => {
    expect(run([farEnd({ 100: 422 }), answers]).story).toEqual([
      '0 invite a1',
      '100 invite a1',
      '200 finished capability',
    ]);
  });

  it('tries the same hop again only as a retry, which its router permits and hears of', () => {
    const tooShort = farEnd({ 100: 422 });
    for (const refusedBy of ['budget', 'capacity'] as const)
      expect(run([tooShort, answers], { mayRetry: () => ({ allowed: false, refusedBy }) }).story).toEqual([
        '0 invite a1',
        '100 finished capability',
      ]);
    const repeated = (harness: CallHarness) =>
      harness.events.flatMap((event) => (event.type === 'attempt-started' ? [event.isRepeated] : []));
    expect(repeated(run([tooShort]))).toEqual([false, true]);
    expect(repeated(run([farEnd({ 100: 503 }), answers]))).toEqual([false, false]);
  });

  it('passes no full hop over for another when it wants this one', () => {
    let asked = 0;
    const firstIsFull = () => {
      asked += 1;
      return asked === 1
        ? ({ allowed: false, refusedBy: 'capacity' } as const)
        : ({ allowed: true, refusedBy: null } as const);
    };
    expect(run([farEnd({ 100: 422 }), answers], { mayRetry: firstIsFull }).story).toHaveLength(2);
  });

  it('asks for a second opinion only where that is on', () => {
    const unallocatedHere = farEnd({ 100: { sipCode: 404, cause: 3 } });
    expect(run([unallocatedHere, answers]).story).toHaveLength(2);
    const policy = withChanges({ retry: { secondOpinion: true } });
    expect(run([unallocatedHere, answers], { policy }).story).toContain('100 invite b1');
    expect(run([unallocatedHere, unallocatedHere, answers], { policy, request: three }).story.at(-1)).toBe(
      '200 finished invalid-number',
    );
  });

  it('passes over a hop whose trunk is full, and stops when the budget is spent', () => {
    const refuse = (refusedBy: 'capacity' | 'budget') => {
      let asked = 0;
      return () => {
        asked += 1;
        return asked === 1 ? ({ allowed: false, refusedBy } as const) : ({ allowed: true, refusedBy: null } as const);
      };
    };
    const busy = farEnd({ 100: 503 });
    expect(run([busy, answers, busy], { request: three, mayRetry: refuse('capacity') }).story[1]).toBe('100 invite c1');
    expect(run([busy, answers, busy], { request: three, mayRetry: refuse('budget') }).story[1]).toBe(
      '100 finished congestion',
    );
  });

  it('follows a redirect only where that is on', () => {
    const moved = farEnd({ 100: 302 });
    expect(run([moved, answers]).story.at(-1)).toBe('100 finished redirect');
    expect(run([moved, answers], { policy: withChanges({ retry: { followRedirects: true } }) }).story).toContain(
      '100 invite b1',
    );
  });
});

describe('a caller who hangs up', () => {
  it('cancels what has answered anything', () => {
    const harness = new CallHarness({ tables, request, farEnds: [farEnd({ 100: 100 })] });
    harness.at(1_000, { type: 'caller-hung-up' }).run();
    expect(harness.story).toEqual(['0 invite a1', '1000 cancel a1', '1000 finished caller-cancelled']);
  });

  it('leaves what has said nothing uncancelled until it does', () => {
    const harness = new CallHarness({ tables, request, farEnds: [farEnd({ 1200: 100, 1300: 180 })] });
    harness.at(1_000, { type: 'caller-hung-up' }).run();
    expect(harness.story).toEqual(['0 invite a1', '1000 finished caller-cancelled', '1200 cancel a1']);
  });

  it('is not connected by an answer that crosses the CANCEL', () => {
    const harness = new CallHarness({
      tables,
      request,
      farEnds: [farEnd({ 100: 180, 1010: 200 }, { answeredAfterMs: null })],
    });
    harness.at(1_000, { type: 'caller-hung-up' }).run();
    expect(harness.story.slice(-2)).toEqual(['1000 finished caller-cancelled', '1010 ack-and-bye a1']);
  });

  it('ends a connected call', () => {
    const harness = new CallHarness({ tables, request, farEnds: [answers] });
    harness.at(20_000, { type: 'caller-hung-up' }).run();
    expect(harness.story.slice(-2)).toEqual(['20000 bye a1', '20000 finished answered']);
  });
});

describe('odd answers', () => {
  it('a repeated 200 connects once', () => {
    const { story } = run([farEnd({ 100: 200, 600: 200, 1600: 200 })]);
    expect(story).toEqual(['0 invite a1', '100 connected a1']);
  });

  it('a BYE that overtakes the 200 is an answered call that is over', () => {
    const harness = new CallHarness({ tables, request, farEnds: [farEnd({ 100: 180, 1000: 200 })] });
    harness.at(990, { type: 'callee-hung-up', attemptId: FIRST, media: null }).run();
    expect(harness.story.slice(-2)).toEqual(['1000 ack-and-bye a1', '1000 finished answered']);
  });

  it('dead media ends an answered call, which is never moved', () => {
    const harness = new CallHarness({ tables, request, farEnds: [answers] });
    harness.at(40_000, { type: 'media-dead', attemptId: FIRST }).run();
    expect(harness.story.slice(-2)).toEqual(['40000 bye a1', '40000 finished answered']);
    expect(harness.events.at(-2)).toMatchObject({
      type: 'attempt-ended',
      end: { local: 'dead-media', phase: 'answered' },
    });
  });

  it('signals of unknown attempts and ended ones are ignored', () => {
    const harness = new CallHarness({ tables, request, farEnds: [farEnd({ 100: 503 }), farEnd({ 100: 486 })] });
    harness.at(150, aResponse(FIRST, 180)).at(160, aResponse(999, 200)).at(300, aResponse(SECOND, 200)).run();
    expect(harness.story).toEqual(['0 invite a1', '100 invite b1', '200 finished busy']);
  });
});

describe('a call without a hop', () => {
  it('is finished at once', () => {
    const harness = run([], { request: { ...request, destination: '1' } });
    expect(resultOf(harness)).toMatchObject({ outcome: 'destination', attempts: 0, hopIndex: null });
    expect(run([], { request: { ...request, callerNumber: '1' } }).story).toEqual(['0 finished account']);
    expect(harness.call.settled).toBe(true);
  });
});
