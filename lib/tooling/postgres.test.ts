import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres, stopPostgres } from './postgres.mjs';
import { identify } from './process-identity.mjs';

const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'twinline-pg-'));
const folder = path.join(parent, 'data', 'postgres');

beforeAll(() => fs.chmodSync(parent, 0o755));
afterAll(async () => {
  await stopPostgres(folder);
  fs.rmSync(parent, { recursive: true, force: true });
});

const mode = (file: string) => (fs.statSync(file).mode & 0o777).toString(8);

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

test('makes a cluster only its owner can read, with a password, as an ordinary role', async () => {
  const server = await startPostgres({ folder });
  expect(server.reused).toBe(false);
  expect(server.port).toBeLessThan(32_768);
  expect([mode(path.dirname(folder)), mode(folder), mode(`${folder}.json`)]).toEqual(['755', '700', '600']);
  expect(await ask(server.url, 'SELECT usesuper FROM pg_user WHERE usename = current_user')).toBe(false);
  expect(await ask(server.url, 'SHOW fsync')).toBe('on');
  expect(await ask(server.url, 'SHOW listen_addresses')).toBe('127.0.0.1');
  await expect(ask(server.url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/);
  expect(await server.release()).toBe(true);
  expect(identify(server.pid)).toBeNull();
});

test('joins a living server, and the last user stops it', async () => {
  const first = await startPostgres({ folder });
  const script = `import { startPostgres } from './lib/tooling/postgres.mjs';
    const server = await startPostgres({ folder: ${JSON.stringify(folder)} });
    console.log(server.reused, server.pid);
    process.stdin.once('data', async () => { console.log(await server.release()); process.exit(); });`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  await new Promise<void>((resolve) => {
    other.stdout.on('data', (chunk) => {
      said += chunk;
      resolve();
    });
  });
  expect(said.trim()).toBe(`true ${first.pid}`);
  expect(await first.release()).toBe(false);
  expect(await ask(first.url, 'SELECT 1')).toBe(1);
  other.stdin.write('end\n');
  await new Promise((resolve) => other.once('exit', resolve));
  expect(identify(first.pid)).toBeNull();
});

test('keeps what was committed when the server is killed, on the same port', async () => {
  const before = await startPostgres({ folder });
  await ask(before.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  process.kill(before.pid, 'SIGKILL');
  const after = await startPostgres({ folder });
  expect(after).toMatchObject({ reused: false, port: before.port });
  expect(await ask(after.url, 'SELECT answer FROM kept')).toBe(42);
  await after.release();
});

test('a process that got the old id is not taken for the server', async () => {
  const before = await startPostgres({ folder });
  process.kill(before.pid, 'SIGKILL');
  const stranger = spawn('sleep', ['60']);
  const file = path.join(folder, 'postmaster.pid');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^\d+/, String(stranger.pid)));
  const after = await startPostgres({ folder });
  expect(after.reused).toBe(false);
  expect(stranger.exitCode).toBeNull();
  stranger.kill();
  await after.release();
});
