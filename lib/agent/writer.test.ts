import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkBooks } from '@/lib/billing';
import { db } from '@/lib/db';
import { type AccountFixture, createAccount } from '@/lib/testing/factories';
import { callRecordOf, openRecordOf } from '@/lib/testing/factories-calls';
import { until } from '@/lib/testing/kill-proof';
import { Spool } from './spool';
import type { CallRecord } from './types';
import { RecordWriter } from './writer';

let folder: string;
let account: AccountFixture;
let agentId: string;

beforeAll(async () => {
  account = await createAccount();
});

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'twinline-writer-'));
  agentId = path.basename(folder);
});

afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const callOf = (given: Partial<CallRecord> = {}) =>
  callRecordOf({ accountId: account.id, fromNumber: '918041234567', ...given });

async function startWriter() {
  const spool = await Spool.open({ folder });
  const writer = new RecordWriter({ agentId, spool, refusedFile: path.join(folder, 'refused.log') });
  return { spool, writer };
}

async function writtenBy(agent: string): Promise<number> {
  return db.call.count({ where: { agentId: agent, endedAt: { not: null } } });
}

describe('the writer', () => {
  it('brings records into the database, a call’s later ones over its earlier ones', async () => {
    const { writer } = await startWriter();
    const calls = Array.from({ length: 40 }, () => callOf());
    for (const call of calls) writer.write({ type: 'call', call: openRecordOf(call) });
    await writer.flush();
    for (const call of calls) writer.write({ type: 'call', call });
    await until('all calls to have ended', async () => (await writtenBy(agentId)) === calls.length);
    await until('nothing to wait', async () => writer.state.records === 0);
    expect(writer.state.isDatabaseAway).toBe(false);
    await writer.stop();
    expect(await checkBooks()).toEqual([]);
  });

  it('writes nothing twice when a process died between the commit and its own note of it', async () => {
    const first = await startWriter();
    const calls = Array.from({ length: 10 }, () => callOf());
    for (const call of calls) first.writer.write({ type: 'call', call });
    await until('all calls to be there', async () => (await writtenBy(agentId)) === calls.length);
    await first.writer.stop();
    // The next process finds all of them on disk still.
    const entries = await db.ledgerEntry.count({ where: { accountId: account.id } });
    const second = await startWriter();
    expect(second.spool.waitingRecords).toBe(calls.length);
    await until('the cursor to be read', async () => second.writer.state.records === 0);
    const more = callOf();
    second.writer.write({ type: 'call', call: more });
    await until('the new call to be there', async () => (await writtenBy(agentId)) === calls.length + 1);
    await second.writer.stop();
    expect(await db.ledgerEntry.count({ where: { accountId: account.id } })).toBe(entries + 2);
  });

  it('sets a record aside that the database refuses, and goes on with the others', async () => {
    const { writer } = await startWriter();
    const calls = Array.from({ length: 7 }, () => callOf());
    const stranger = callOf({ accountId: 'acc_nobody' });
    const nonsense = callOf({ queuedAt: Number.NaN });
    const given = [...calls.slice(0, 3), stranger, ...calls.slice(3, 5), nonsense, ...calls.slice(5)];
    for (const call of given) writer.write({ type: 'call', call });
    await until('the others to be there', async () => (await writtenBy(agentId)) === calls.length);
    await until('nothing to wait', async () => writer.state.records === 0);
    await writer.stop();
    const aside = (await fs.readFile(path.join(folder, 'refused.log'), 'utf8')).trim().split('\n');
    expect(aside.map((line) => JSON.parse(line).record.call.uuid)).toEqual([stranger.uuid, nonsense.uuid]);
    expect(await checkBooks()).toEqual([]);
  });
});
