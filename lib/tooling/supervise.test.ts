import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readHolder, tryLock } from './lock.mjs';
import { identify, isAlive } from './process-identity.mjs';
import { ProcessRecord } from './process-record.mjs';
import { onceFor } from './stamp.mjs';
import { supervise } from './supervise.mjs';

let folder = '';
let record: ProcessRecord;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'twinline-supervise-'));
  record = new ProcessRecord(path.join(folder, 'processes.json'));
});
afterEach(async () => {
  await record.endAll();
  fs.rmSync(folder, { recursive: true, force: true });
});

const READY = "process.send('ready'); setInterval(() => {}, 1000);";

function start(script: string, said: string[] = []) {
  const args = ['-e', script];
  return supervise({
    name: 'web',
    args,
    env: () => ({ NODE_ENV: 'test', PATH: '/usr/bin:/bin' }),
    record,
    tell: (line) => said.push(line),
  });
}

test('a killed process comes back, and an ended one does not', async () => {
  const child = start(READY);
  await child.ready;
  const [first] = record.processes;
  process.kill(first?.pid ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(record.processes[0]?.pid ?? first?.pid).not.toBe(first?.pid), { timeout: 10_000 });
  child.end();
  await record.endAll();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(record.processes).toEqual([]);
});

test('one that never gets ready is given up', async () => {
  const said: string[] = [];
  await expect(start('process.exit(1)', said).ready).rejects.toThrow('web does not start');
  expect(said[0]).toBe('web ended (exit code 1); starting it again in 250 ms');
  expect(said).toHaveLength(4);
});

test('a process that ignores the signal, and its children, are killed', async () => {
  const stubborn = start(
    `process.on('SIGTERM', () => {}); require('node:child_process').spawn('sleep', ['60']); ${READY}`,
  );
  await stubborn.ready;
  const [recorded] = record.processes;
  stubborn.end();
  await record.endAll();
  expect(recorded && isAlive(recorded)).toBe(false);
});

test('the next start ends what a killed one left, and nobody else', async () => {
  const child = start(READY);
  await child.ready;
  const [orphan] = record.processes;
  const stranger = { name: 'stranger', pid: process.pid, startedAt: 'another time' };
  fs.writeFileSync(record.file, JSON.stringify([orphan, stranger]));
  child.end();
  const ended = await new ProcessRecord(record.file).endLeftovers();
  expect(ended.map((process) => process.pid)).toEqual([orphan?.pid]);
  expect(orphan && isAlive(orphan)).toBe(false);
});

test('a lock is held by one living process', () => {
  const file = path.join(folder, 'lock');
  const release = tryLock(file);
  expect(readHolder(file)?.pid).toBe(process.pid);
  expect(tryLock(file)).toBeNull();
  release?.();
  fs.writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: 'before the last boot' }));
  expect(tryLock(file)).not.toBeNull();
  expect(identify(2 ** 30)).toBeNull();
});

test('work is done once for the same inputs, and again when it was cut off', async () => {
  const stamp = path.join(folder, 'out/stamp');
  const work = vi.fn(async () => undefined);
  await onceFor(stamp, 'a', work);
  await onceFor(stamp, 'a', work);
  expect(work).toHaveBeenCalledTimes(1);
  await expect(onceFor(stamp, 'b', () => Promise.reject(new Error('cut off')))).rejects.toThrow('cut off');
  await onceFor(stamp, 'a', work);
  expect(work).toHaveBeenCalledTimes(2);
});
