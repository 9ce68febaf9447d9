import { expect, it } from 'vitest';
import { OUTCOME_TABLE } from '@/lib/failover/outcomes';
import { type CallEnding, explainHangup } from './explain-hangup';
import { HANGUP_CAUSES } from './rules';

type Result = CallEnding['result'];

function ending(result: Partial<Result>, changes: Partial<CallEnding> = {}): CallEnding {
  const usual = { outcome: 'network' as const, sipCode: null, cause: null, attempts: 1 };
  return { result: { ...usual, ...result }, local: null, ownEnd: null, wasAnswered: false, ...changes };
}

it.each<[string, CallEnding, [string, number, string]]>([
  ['the callee hangs up', ending({ outcome: 'answered' }, { wasAnswered: true }), ['completed', 4000, 'callee']],
  [
    'we hang up',
    ending({ outcome: 'answered' }, { wasAnswered: true, ownEnd: 'api-request' }),
    ['completed', 4000, 'api_request'],
  ],
  [
    'time is up',
    ending({ outcome: 'answered' }, { wasAnswered: true, ownEnd: 'time-limit' }),
    ['completed', 6000, 'platform'],
  ],
  [
    'media are dead',
    ending({ outcome: 'answered' }, { wasAnswered: true, ownEnd: 'dead-media' }),
    ['completed', 6020, 'platform'],
  ],
  ['canceled', ending({ outcome: 'caller-cancelled' }, { ownEnd: 'api-request' }), ['canceled', 1000, 'api_request']],
  ['the caller gives up', ending({ outcome: 'caller-cancelled' }), ['canceled', 1000, 'caller']],
  ['busy', ending({ outcome: 'busy', sipCode: 486 }), ['busy', 3010, 'callee']],
  ['busy everywhere', ending({ outcome: 'busy', sipCode: 600 }), ['busy', 3100, 'callee']],
  [
    'the network says nobody answers',
    ending({ outcome: 'no-answer', sipCode: 480, cause: 19 }),
    ['no_answer', 3000, 'callee'],
  ],
  ['our ring timeout', ending({ outcome: 'no-answer' }, { local: 'ring-timeout' }), ['no_answer', 6010, 'platform']],
  ['rejected', ending({ outcome: 'rejected', sipCode: 486, cause: 21 }), ['failed', 3020, 'callee']],
  ['declined', ending({ outcome: 'rejected', sipCode: 603 }), ['failed', 3110, 'callee']],
  ['blocked as spam', ending({ outcome: 'rejected', sipCode: 608 }), ['failed', 3130, 'carrier']],
  ['unallocated', ending({ outcome: 'invalid-number', sipCode: 404, cause: 1 }), ['failed', 3050, 'carrier']],
  ['nowhere at all', ending({ outcome: 'invalid-number', sipCode: 604 }), ['failed', 3120, 'carrier']],
  ['incomplete', ending({ outcome: 'invalid-number', sipCode: 484 }), ['failed', 2000, 'carrier']],
  ['gone', ending({ outcome: 'invalid-number', sipCode: 410 }), ['failed', 2010, 'carrier']],
  ['a network fails', ending({ outcome: 'network', sipCode: 500 }), ['failed', 3080, 'carrier']],
  ['a network is full', ending({ outcome: 'congestion', sipCode: 503, cause: 34 }), ['failed', 3090, 'carrier']],
  ['nothing comes back', ending({ outcome: 'silence' }), ['failed', 3070, 'carrier']],
  ['our account is refused', ending({ outcome: 'account', sipCode: 403 }), ['failed', 3040, 'carrier']],
  ['the caller number is unknown', ending({ outcome: 'account', attempts: 0 }), ['failed', 3030, 'platform']],
  ['no route', ending({ outcome: 'destination', attempts: 0 }), ['failed', 5020, 'platform']],
  ['every carrier fails', ending({ outcome: 'destination', attempts: 2 }), ['failed', 2010, 'carrier']],
])('%s', (_, given, [state, code, source]) => {
  expect(explainHangup(given)).toEqual({ state, code, source });
});

it('every outcome of the table has a cause with a name', () => {
  for (const { outcome } of OUTCOME_TABLE) {
    const { code } = explainHangup(ending({ outcome }));
    expect(HANGUP_CAUSES.get(code), `${outcome}: ${code}`).toBeDefined();
  }
});
