import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ROUTERS } from '../routers/registry';
import { runStudy } from '../study';
import { loadCalls, ReplayError } from './load';
import { parseFault } from './parse-fault';
import { type CdrRow, parseRow, parseTime } from './parse-row';
import { replayScenario } from './replay-scenario';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'twinline-replay-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const GOOD: CdrRow = {
  to_number: '919812345678',
  from_number: '+912240000001',
  initiation_time: '2026-10-29 10:14:58+05:30',
  answer_time: '2026-10-29 10:15:06.500+05:30',
  bill_duration: '42',
};

async function load(text: string) {
  const file = path.join(folder, 'calls.csv');
  fs.writeFileSync(file, text);
  const rejects: [number, string][] = [];
  const loaded = await loadCalls(file, (line, reason) => rejects.push([line, reason]));
  return { ...loaded, rejects };
}

function reason(change: CdrRow): string {
  const parsed = parseRow({ ...GOOD, ...change });
  return 'reason' in parsed ? parsed.reason : 'none';
}

describe('a row of a call record', () => {
  test('says who called whom, when, and what the callee did', () => {
    expect(parseRow(GOOD)).toEqual({
      call: {
        at: Date.UTC(2026, 9, 29, 4, 44, 58),
        ...{ caller: '912240000001', callee: '919812345678', outcome: 'answered', answerMs: 8_500, talkMs: 42_000 },
      },
    });
  });

  test('times without an offset are UTC', () => {
    expect(parseTime('2026-10-29 10:14:58')).toBe(Date.UTC(2026, 9, 29, 10, 14, 58));
    expect(parseTime('2026-10-29T10:14')).toBe(Date.UTC(2026, 9, 29, 10, 14));
    expect(parseTime('2026-02-30 10:14:58')).toBeNull();
  });

  test.each([
    ['3010', 'busy'],
    ['3000', 'noAnswer'],
    ['3110', 'rejected'],
    ['2010', 'switchedOff'],
    ['3050', 'invalid'],
    ['3080', 'unknown'],
  ])('cause %s: %s', (code, outcome) => {
    const parsed = parseRow({ ...GOOD, bill_duration: '0', answer_time: '', hangup_cause_code: code });
    expect(parsed).toMatchObject({ call: { outcome, answerMs: null, talkMs: 0 } });
  });

  test('the talk follows from answer and end where it is not billed', () => {
    const ends = { bill_duration: undefined, end_time: '2026-10-29 10:15:16.500+05:30' };
    expect(parseRow({ ...GOOD, ...ends })).toMatchObject({ call: { talkMs: 10_000 } });
    expect(parseRow({ ...GOOD, bill_duration: '', answer_time: '', call_state: 'BUSY' })).toMatchObject({
      call: { outcome: 'busy' },
    });
  });

  test.each([
    [{ to_number: 'sip:me@example.org' }, 'to_number must be 7 to 15 digits, not "sip:me@example.org"'],
    [{ from_number: '' }, 'from_number must be 7 to 15 digits'],
    [{ initiation_time: '29/10/2026' }, 'initiation_time must be a time like'],
    [{ bill_duration: '-4' }, 'bill_duration must be 0 to 86400 seconds, not "-4"'],
    [{ bill_duration: '', end_time: '' }, 'an answered call needs bill_duration or end_time'],
    [{ answer_time: '2026-10-29 10:00:00+05:30' }, 'answer_time lies before initiation_time'],
    [{ bill_duration: '', end_time: '2026-10-29 10:15:00+05:30' }, 'end_time lies before answer_time'],
  ])('%o is refused', (change, says) => {
    expect(reason(change)).toContain(says);
  });

  test('incoming calls are none of ours', () => {
    expect(parseRow({ ...GOOD, call_direction: 'inbound' })).toEqual({ isInbound: true });
  });
});

describe('a file of call records', () => {
  test('bad rows are named by their line, and the calls sorted by time', async () => {
    const { recording, rows, rejected, rejects, inbound } = await load(
      [
        '\uFEFFTo_Number,From_Number,Initiation_Time,Bill_Duration,Call_Direction,More',
        '919812345678,912240000001,2026-10-29 10:00:05,60,outbound,x',
        'nobody,912240000001,2026-10-29 10:00:00,60,outbound,x',
        '',
        '919812345679,912240000002,2026-10-29 10:00:01,0,outbound,x',
        '919812345679,912240000002,2026-10-29 10:00:01,0,inbound,x',
        '919812345679,912240000002',
      ].join('\n'),
    );
    expect([rows, rejected, inbound, recording.count]).toEqual([5, 2, 1, 2]);
    expect(rejects.map(([line]) => line)).toEqual([3, 7]);
    expect([...recording.at]).toEqual([0, 4_000]);
    expect([...recording.callee]).toEqual([919812345679, 919812345678]);
  });

  test('a missing column or file is said at once', async () => {
    await expect(load('to_number,from_number\n1,2\n')).rejects.toThrow(
      'line 1: the columns initiation_time are missing',
    );
    await expect(load('to_number,from_number,initiation_time\n1,2,3\n')).rejects.toThrow('none of its 1 rows');
    await expect(loadCalls(path.join(folder, 'none.csv'), () => undefined)).rejects.toThrow(ReplayError);
  });
});

describe('replay', () => {
  test('a fault is read as the command takes it', () => {
    const startedAt = Date.UTC(2026, 9, 29, 9);
    const fault = parseFault('error,at=2026-10-29T10:15,lasts=5m,share=0.3,carriers=a+b', {
      index: 1,
      startedAt,
      base: null,
    });
    expect(fault).toMatchObject({
      kind: 'error',
      id: 'fault-2',
      at: 75 * 60_000,
      lasts: 300_000,
      share: 0.3,
      carriers: ['a', 'b'],
    });
    expect(() => parseFault('silent,at=soon', { index: 0, startedAt, base: null })).toThrow(
      '--fault silent,at=soon: at: must be a time',
    );
  });

  test.each([
    [
      'error,at=1h,lasts=5m,shar=0.3',
      'error: unknown key "shar"; allowed are afterRinging, at, carriers, cause, circle, destinations, down, up, id, lasts, operator, prefix, probes, retryAfterSeconds, share, sipCode, trunks, upstream',
    ],
    ['silent,at=2026-10-29T08:59,lasts=5m', 'at: lies before the first call, 2026-10-29T09:00:00.000Z'],
    ['silent,at=1h,at=2h,lasts=5m', 'at stands twice'],
    ['silent,at=1h,lasts', '"lasts" must be a key and its value, for instance at=2h'],
    ['silent,at=1h', 'lasts: must be a time with its unit'],
    ['silent,at=1h,lasts=5m,down=5s', 'flapping.up: must be a time with its unit'],
    ['silent,at=1h,lasts=5m,flapping=5s', 'flapping is written down=5s,up=5s'],
    ['silent,kind=error,at=1h,lasts=5m', 'the kind stands first, without a key'],
  ])('%s is refused', (text, says) => {
    const context = { index: 0, startedAt: Date.UTC(2026, 9, 29, 9), base: null };
    expect(() => parseFault(text, context)).toThrow(`--fault ${text}: ${says}`);
  });

  test('a fault may come and go', () => {
    const context = { index: 0, startedAt: 0, base: null };
    expect(parseFault('refused,at=1h,lasts=5m,down=5s,up=20s', context)).toMatchObject({
      flapping: { down: 5_000, up: 20_000 },
      carriers: ['primary'],
    });
  });

  test('calls that lie years apart are refused', async () => {
    const { recording } = await load(
      ['to_number,from_number,initiation_time,bill_duration']
        .concat(['2016', '2026'].map((year) => `919812345678,912240000001,${year}-10-29 10:00:00,60`))
        .join('\n'),
    );
    expect(() => replayScenario({ recording, faults: [], base: null })).toThrow(
      'replay: the recorded calls lie 3652 days apart; at most 366 can be replayed',
    );
  });

  test('the recorded calls happen again, and an outage takes its share of them', async () => {
    const lines = Array.from({ length: 600 }, (_, index) => {
      const time = new Date(Date.UTC(2026, 9, 29, 10) + index * 1_000).toISOString();
      return `9198${String(10_000_000 + index * 7_919)},91224000000${index % 10},${time},${index % 2 === 0 ? 30 : 0},${index % 2 === 0 ? 4000 : 3010}`;
    });
    const { recording } = await load(
      ['to_number,from_number,initiation_time,bill_duration,hangup_cause_code', ...lines].join('\n'),
    );
    const fault = parseFault('silent,at=2m,lasts=2m', { index: 0, startedAt: recording.startedAt, base: null });
    const policies = [...ROUTERS].map(([name, make]) => ({ name, make }));
    const quiet = runStudy(replayScenario({ recording, faults: [], base: null }), { policies, seeds: 1, recording });
    const { counts } = quiet.policies[0]?.runs[0] ?? {};
    expect([counts?.offered, counts?.answered]).toEqual([600 + (counts?.redials ?? 0), expect.closeTo(300, -1.3)]);
    const study = runStudy(replayScenario({ recording, faults: [fault], base: null }), {
      policies,
      seeds: 1,
      recording,
    });
    const failed = study.policies.map(({ runs }) => runs[0]?.counts.harmedFailed ?? 0);
    expect(failed[0]).toBeGreaterThan(110);
    expect(failed[1]).toBeLessThan(8);
  });
});
