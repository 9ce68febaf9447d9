import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { createAccount, createUser, testContext } from '@/lib/testing/factories';
import { createCarrier, createRatePlan } from '@/lib/testing/factories-stock';
import { cancelImport } from './cancel-import';
import { expireImports } from './expire-imports';
import { MOST_STOCK_BYTES } from './format';
import { performImport } from './perform-import';
import { findImport, findRejects, listImports } from './queries-imports';
import { receiveImport } from './receive-import';
import { startImport } from './start-import';
import { claimImport } from './stock-import-runs';

let operator: Context;
const never = new AbortController().signal;

beforeAll(async () => {
  const account = await createAccount();
  const user = await createUser({ isOperator: true });
  operator = testContext({ ...account, userId: user.id }, 'support', { isOperator: true });
  await createRatePlan();
});
beforeEach(async () => {
  await db.stockImport.deleteMany();
  await db.inventoryNumber.deleteMany();
});

const HEADER = 'number,type,place,region,monthly_inr,monthly_usd';
const numberOf = (at: number) => String(918_041_200_000 + at);
const rowOf = (at: number, inr = 250) => `${numberOf(at)},local,Bangalore,Karnataka,${inr},2.50`;
const rowsOf = (from: number, count: number, inr = 250) =>
  Array.from({ length: count }, (_, at) => rowOf(from + at, inr));

async function* bodyOf(lines: readonly string[], pieceBytes = 50_000): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(`${[HEADER, ...lines].join('\n')}\n`);
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

async function upload(lines: readonly string[], carrier = 'Acme Voice') {
  const input = { fileName: 'stock.csv', carrier, failureDomains: 'upstream:acme' };
  return (await receiveImport(operator, input, bodyOf(lines))).importId;
}

/** What a worker does when it looks for work. */
async function work(workerId = 'worker', now = new Date(), signal = never) {
  const held = await claimImport(workerId, now);
  return held && performImport(held, signal);
}

async function countsOf(importId: string) {
  const found = await findImport(operator, importId);
  if (!found) throw new Error('the import is gone');
  const { state, rows, added, changed, unchanged, rejected } = found;
  return { state, rows, added, changed, unchanged, rejected };
}

describe('a dry run', () => {
  it('tells what the import then does, writes nothing, and counts reasons', async () => {
    const other = await createCarrier({ name: 'Someone Else' });
    await work('worker');
    const earlier = await upload(rowsOf(0, 40));
    await work();
    await startImport(operator, { importId: earlier });
    await work();
    await db.inventoryNumber.update({ where: { number: numberOf(1) }, data: { status: 'rented' } });
    await db.inventoryNumber.update({ where: { number: numberOf(2) }, data: { carrierId: other.id } });
    const lines = [
      ...rowsOf(0, 10, 300),
      ...rowsOf(10, 30),
      ...rowsOf(100, 6_000),
      rowOf(101),
      rowOf(5_500),
      '12345,local,Bangalore,Karnataka,250,2.50',
      '=cmd,local,Bangalore,Karnataka,250,2.50',
      'not a row',
      `${numberOf(9_000)},local,,Karnataka,250,2.50`,
    ];
    const importId = await upload(lines);
    const before = await db.inventoryNumber.count();
    expect(await work()).toBe('checked');
    expect(await db.inventoryNumber.count()).toBe(before);
    const told = await countsOf(importId);
    expect(told).toMatchObject({ state: 'checked', rows: 6_046, added: 6_000, changed: 8 });
    expect(told.added + told.changed + told.unchanged + told.rejected).toBe(told.rows);
    const dry = await findImport(operator, importId);
    expect(dry?.reasons).toEqual(
      expect.arrayContaining([
        { reason: 'number is rented by a customer, so it was not changed', count: 1 },
        { reason: 'number belongs to Someone Else', count: 1 },
        { reason: 'number is not valid in any country offered here', count: 2 },
      ]),
    );
    await startImport(operator, { importId });
    expect(await work()).toBe('done');
    expect(await countsOf(importId)).toEqual({ ...told, state: 'done' });
    expect(await db.inventoryNumber.count()).toBe(before + 6_000);
    const rejects = await new Response(await findRejects(operator, importId)).text();
    expect(rejects.split('\n')[0]).toContain('line,reason,number');
    expect(rejects.trim().split('\n')).toHaveLength(told.rejected + 1);
    expect(rejects).toContain("'=cmd");
    expect(await listImports(operator)).toMatchObject([{ state: 'done' }, { state: 'done' }]);
  });

  it('says that a file is none, in its sentence', async () => {
    const { importId } = await receiveImport(
      operator,
      { fileName: 'x.csv', carrier: 'Acme Voice', failureDomains: '' },
      (async function* () {
        yield new TextEncoder().encode('phone;place\n1;2\n');
      })(),
    );
    expect(await work()).toBe('failed');
    expect(await findImport(operator, importId)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('is unknown: use number, type'),
    });
  });
});

describe('an import', () => {
  it('is begun again after its worker was killed, and counts each number once', async () => {
    const importId = await upload(rowsOf(0, 12_000));
    await work();
    await startImport(operator, { importId });
    const dead = await claimImport('dead', new Date());
    if (!dead) throw new Error('nothing to claim');
    // It wrote two batches and told of them; then it was gone.
    const stop = new AbortController();
    const { importStock } = await import('./import-stock');
    const half = await partly(rowsOf(0, 10_000));
    await importStock({ ...operator, accountId: null }, { file: half, carrier: 'Acme Voice', signal: stop.signal });
    await db.stockImport.update({ where: { id: importId }, data: { added: 10_000 } });
    expect(await claimImport('early', new Date())).toBeNull();
    expect(await work('second', new Date(Date.now() + 60_000))).toBe('done');
    expect(await countsOf(importId)).toMatchObject({ state: 'done', added: 12_000, unchanged: 0, rejected: 0 });
    expect(await findImport(operator, importId)).toMatchObject({ attempts: 2 });
    // Found alive after all, it changes nothing of an import that is not its own any more.
    await performImport(dead, never);
    expect(await countsOf(importId)).toMatchObject({ state: 'done', added: 12_000 });
  });

  it('stops when it is cancelled, and what is imported stays', async () => {
    const importId = await upload(rowsOf(0, 30_000));
    await work();
    await startImport(operator, { importId });
    const held = await claimImport('worker', new Date());
    if (!held) throw new Error('nothing to claim');
    const running = performImport(held, never);
    await expect.poll(() => db.inventoryNumber.count(), { interval: 5 }).toBeGreaterThan(0);
    await cancelImport(operator, { importId });
    expect(await running).toBe('canceled');
    expect(await countsOf(importId)).toMatchObject({ state: 'canceled' });
    await expect(cancelImport(operator, { importId })).rejects.toMatchObject({ code: 'conflict' });
    expect(await db.stockImportChunk.count({ where: { importId, file: 'uploaded' } })).toBe(0);
  });

  it('is given back when its worker stops, and not gone on with for one who is no operator any more', async () => {
    const importId = await upload(rowsOf(0, 6_000));
    const stopping = new AbortController();
    stopping.abort();
    expect(await work('worker', new Date(), stopping.signal)).toBe('stopped');
    const userId = operator.actor.type === 'user' ? operator.actor.userId : '';
    await db.user.update({ where: { id: userId }, data: { isOperator: false } });
    expect(await work()).toBe('failed');
    await db.user.update({ where: { id: userId }, data: { isOperator: true } });
    expect(await findImport(operator, importId)).toMatchObject({ problem: expect.stringContaining('no longer') });
    expect(await db.inventoryNumber.count()).toBe(0);
  });

  it('is forgotten after a month', async () => {
    await upload(rowsOf(0, 1));
    await work();
    expect(await expireImports(new Date())).toBe(0);
    expect(await expireImports(new Date(Date.now() + 31 * 86_400_000))).toBe(1);
    expect(await db.stockImportChunk.count()).toBe(0);
  });
});

describe('refused', () => {
  it('is a file above the limit, of which nothing stays', async () => {
    const endless = (async function* () {
      for (let at = 0; at <= MOST_STOCK_BYTES; at += 4_000_000) yield new Uint8Array(4_000_000);
    })();
    const input = { fileName: 'big.csv', carrier: 'Acme Voice', failureDomains: '' };
    await expect(receiveImport(operator, input, endless)).rejects.toThrow('larger than 60 MB');
    expect(await db.stockImport.count()).toBe(0);
    expect(await db.stockImportChunk.count()).toBe(0);
  });

  it('is whoever is no operator, and an import that is not looked at yet', async () => {
    const importId = await upload(rowsOf(0, 1));
    await expect(startImport(operator, { importId })).rejects.toMatchObject({ code: 'conflict' });
    const owner = testContext(await createAccount());
    const input = { fileName: 'x.csv', carrier: 'Acme', failureDomains: '' };
    for (const attempt of [
      receiveImport(owner, input, bodyOf([])),
      startImport(owner, { importId }),
      cancelImport(owner, { importId }),
      listImports(owner),
      findImport(owner, importId),
      findRejects(owner, importId),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
  });
});

async function partly(lines: readonly string[]): Promise<string> {
  const { mkdtemp, writeFile } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const file = `${await mkdtemp(`${tmpdir()}/stock-half-`)}/half.csv`;
  await writeFile(file, `${[HEADER, ...lines].join('\n')}\n`);
  return file;
}
