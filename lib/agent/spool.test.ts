import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callRecordOf, openRecordOf } from '@/lib/testing/factories-calls';
import { programOf } from '@/lib/testing/program';
import { Spool } from './spool';
import type { AgentRecord, CallRecord } from './types';

let folder: string;

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'twinline-spool-'));
});

afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const given = { accountId: 'acc_1', fromNumber: '918041234567' };
const recordOf = (call: CallRecord): AgentRecord => ({ type: 'call', call });
const someCall = () => recordOf(callRecordOf(given));

async function segments(): Promise<string[]> {
  return (await fs.readdir(folder)).filter((name) => name.endsWith('.ndjson')).sort();
}

async function sequences(spool: Spool, from: number): Promise<number[]> {
  return (await spool.readFrom(from, 1_000_000)).map(({ sequence }) => sequence);
}

describe('the spool', () => {
  it('gives records numbers in order and hands them on once they are on disk', async () => {
    const spool = await Spool.open({ folder });
    const first = spool.append(someCall());
    expect(await sequences(spool, first)).toEqual([]);
    spool.append(someCall());
    await spool.flush();
    expect(await sequences(spool, first)).toEqual([first, first + 1]);
    expect(await sequences(spool, first + 1)).toEqual([first + 1]);
    expect(spool.waitingRecords).toBe(2);
    await spool.close();
  });

  it('has everything after it is opened again, and goes on counting', async () => {
    const records = Array.from({ length: 30 }, someCall);
    const before = await Spool.open({ folder, segmentBytes: 4_000 });
    const numbers = records.map((record) => before.append(record));
    await before.flush();
    await before.close();
    expect((await segments()).length).toBeGreaterThan(0);
    const after = await Spool.open({ folder, segmentBytes: 4_000 });
    const read: unknown[] = [];
    for (let from = numbers[0] ?? 0; ; ) {
      const batch = await after.readFrom(from, 7);
      if (batch.length === 0) break;
      read.push(...batch.map(({ record }) => record));
      from = (batch.at(-1)?.sequence ?? 0) + 1;
    }
    expect(read).toEqual(records);
    expect(after.append(someCall())).toBe((numbers.at(-1) ?? 0) + 1);
    await after.close();
  });

  it('begins behind every number it ever gave when its folder was lost', async () => {
    const before = await Spool.open({ folder });
    const last = before.append(someCall());
    await before.close();
    await fs.rm(folder, { recursive: true });
    const after = await Spool.open({ folder });
    expect(after.append(someCall())).toBeGreaterThan(last);
    await after.close();
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -20)],
    ['half a line more', (text: string) => `${text}1769000000000123 {"type":"call","call":{"id":1`],
    ['garbage of an unfinished write', (text: string) => `${text}${'\0'.repeat(300)}\n\0\0`],
  ])('tolerates a last line that is %s', async (_, damage) => {
    const before = await Spool.open({ folder });
    const first = before.append(someCall());
    await before.flush();
    before.append(someCall());
    await before.close();
    const [name = ''] = await segments();
    const file = path.join(folder, name);
    await fs.writeFile(file, damage(await fs.readFile(file, 'utf8')));
    const after = await Spool.open({ folder });
    const kept = await sequences(after, first);
    expect(kept[0]).toBe(first);
    const next = after.append(someCall());
    await after.flush();
    expect(await sequences(after, first)).toEqual([...kept, next]);
    await after.close();
    const again = await Spool.open({ folder });
    expect(await sequences(again, first)).toEqual([...kept, next]);
    await again.close();
  });

  it('tells which calls a killed process left without an end', async () => {
    const [ended, open] = [callRecordOf(given), callRecordOf(given)];
    const before = await Spool.open({ folder });
    for (const call of [openRecordOf(ended), openRecordOf(open), ended]) before.append(recordOf(call));
    await before.close();
    const after = await Spool.open({ folder });
    expect(after.openCalls()).toEqual([openRecordOf(open)]);
    // And what the ended one cost: two begun minutes with tax.
    expect([...after.earlier.charges]).toMatchObject([{ accountId: ended.accountId, micros: 1_416_000n }]);
    await after.close();
  });

  it('removes what the database has, and still knows the open calls of it', async () => {
    const open = Array.from({ length: 3 }, () => openRecordOf(callRecordOf(given)));
    const before = await Spool.open({ folder, segmentBytes: 2 ** 20 });
    for (const call of open) before.append(recordOf(call));
    const bulk = recordOf(callRecordOf({ ...given, plan: [], toNumber: '9'.repeat(10_000) }));
    let last = 0;
    for (let count = 0; count < 4_000; count += 1) last = before.append(bulk);
    await before.flush();
    const many = (await segments()).length;
    const bytes = before.waitingBytes;
    await before.release(last - 100);
    expect((await segments()).length).toBeLessThan(many);
    expect(before.waitingRecords).toBe(100);
    expect(before.waitingBytes).toBeLessThan(bytes);
    const [kept = openRecordOf(callRecordOf(given)), other = kept] = open;
    before.append(recordOf({ ...other, endedAt: other.queuedAt + 1, hangupCode: 1000 }));
    await before.close();
    const after = await Spool.open({ folder });
    expect(after.openCalls().map(({ id }) => id)).toEqual([kept.id, open[2]?.id]);
    expect(await sequences(after, last + 1)).toEqual([last + 1]);
    await after.close();
  });

  it('says that it is full at its limit, and takes what comes all the same', async () => {
    const spool = await Spool.open({ folder, limitBytes: 3_000 });
    expect(spool.isFull).toBe(false);
    let last = 0;
    for (let count = 0; count < 5; count += 1) last = spool.append(someCall());
    await spool.flush();
    expect(spool.isFull).toBe(true);
    expect(spool.waitingRecords).toBe(5);
    await spool.release(last);
    expect(spool.isFull).toBe(false);
    await spool.close();
  });

  it('loses nothing it acknowledged when its process is killed, wherever that hits', async () => {
    let acknowledged = 0;
    for (let kill = 0; kill < 4; kill += 1) {
      const program = await programOf('lib/testing/spooling-process.ts');
      const child = spawn(process.execPath, [...program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      // A line on its output is an acknowledgement: the number of records it has flushed.
      let told = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        acknowledged = Number(line);
        told += 1;
        if (told === 20 + 7 * kill) child.kill('SIGKILL');
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      const spool = await Spool.open({ folder });
      const written = (await readAll(spool)).map(({ record }) =>
        record.type === 'call' ? Number(record.call.toNumber) : 0,
      );
      expect(written).toEqual(Array.from(written, (_, index) => index + 1));
      expect(written.length).toBeGreaterThanOrEqual(acknowledged);
      await spool.close();
    }
    expect(acknowledged).toBeGreaterThan(100);
  });
});

async function readAll(spool: Spool) {
  const all: Awaited<ReturnType<Spool['readFrom']>> = [];
  for (;;) {
    const batch = await spool.readFrom((all.at(-1)?.sequence ?? 0) + 1, 5_000);
    if (batch.length === 0) return all;
    all.push(...batch);
  }
}
