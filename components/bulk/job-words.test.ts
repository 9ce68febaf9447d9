import { describe, expect, it } from 'vitest';
import type { BulkDetail } from '@/lib/bulk/types';
import { jobSentence, termsText } from './job-words';

const counts = { waiting: 0, done: 0, skipped: 0, failed: 0, canceled: 0 };
const job = (change: Partial<BulkDetail>): BulkDetail => ({
  ...{ id: 'job_1', kind: 'tags', state: 'done', total: 5, settled: 5, createdBy: 'Asha', createdAt: new Date(0) },
  ...{ finishedAt: null, problem: null, terms: {}, counts, expiresAt: null },
  ...change,
});

describe('a job in words', () => {
  it.each<[Partial<BulkDetail>, string]>([
    [{ state: 'queued' }, 'It begins as soon as the worker is free.'],
    [{ state: 'running', settled: 1 }, '1 number of 5 so far.'],
    [{ counts: { ...counts, done: 4, skipped: 1 } }, '4 numbers changed, 1 skipped.'],
    [{ kind: 'purchase', counts: { ...counts, done: 3, failed: 2 } }, '3 numbers bought, 2 failed.'],
    [{}, 'It has ended; what became of each number is kept for 90 days.'],
    [
      { kind: 'release', state: 'canceled', counts: { ...counts, done: 1, canceled: 4 } },
      '1 number released, 4 left as they were.',
    ],
    [
      { kind: 'import', state: 'draft', counts: { ...counts, waiting: 4, failed: 1 } },
      '4 numbers can be brought in, 1 number cannot.',
    ],
  ])('%j', (change, sentence) => {
    expect(jobSentence(job(change))).toBe(sentence);
  });

  it('says what was asked for', () => {
    expect(termsText(job({ terms: { add: ['vip'], remove: ['old', 'test'] } }))).toBe('Add vip; remove old, test');
    expect(termsText(job({ kind: 'alias', terms: { pattern: 'Delhi {n}' } }))).toBe('Pattern “Delhi {n}”');
    expect(termsText(job({ kind: 'release' }))).toBeNull();
  });
});
