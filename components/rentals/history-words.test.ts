import { describe, expect, it } from 'vitest';
import { historyLines } from './history-words';

const names = new Map([['app_1', 'Support line']]);
const change = (field: string, before: string | boolean | null, after: string | boolean | null) => ({
  field,
  before,
  after,
});

describe('history in words', () => {
  it('tells fields and values as people know them, and leaves ids out', () => {
    const changes = [
      change('applicationId', null, 'app_1'),
      change('followsPrimary', true, false),
      change('fallback', null, 'release'),
      change('fallbackNumber', null, '912230340440'),
      change('paidUntil', '2026-11-20T00:00:00.000Z', '2026-12-20'),
      change('status', 'past_due', 'active'),
      change('pairId', null, 'par_1'),
      change('alias', '', null),
    ];
    expect(historyLines({ changes }, names)).toEqual([
      { label: 'Application', before: null, after: 'Support line' },
      { label: 'Follows its primary', before: 'Yes', after: 'No' },
      { label: 'Fallback', before: null, after: 'released' },
      { label: 'Fallback', before: null, after: '+912230340440' },
      { label: 'Paid until', before: '20 Nov 2026', after: '20 Dec 2026' },
      { label: 'Status', before: 'past due', after: 'active' },
    ]);
  });

  it('says when an application is gone', () => {
    expect(historyLines({ changes: [change('applicationId', 'app_9', null)] }, names)).toEqual([
      { label: 'Application', before: 'A deleted application', after: null },
    ]);
  });
});
