import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, inject, test } from 'vitest';
import { deploy, develop, diff, status } from './migrations.mjs';
import { dropDatabase, urlOfDatabase } from './test-databases.mjs';
import { withClient } from './with-client.mjs';

const { serverUrl } = inject('testServer');
const database = `test_${process.pid}_runner`;
const url = urlOfDatabase(serverUrl, database);
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'twinline-migrations-'));
const folders = { schemaFolder: path.join(root, 'schema'), migrationsFolder: path.join(root, 'migrations') };

beforeEach(async () => {
  for (const folder of Object.values(folders)) {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder);
  }
  await dropDatabase(serverUrl, database);
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE "${database}"`));
  const base =
    'generator client {\n provider = "prisma-client"\n output = "../x"\n}\ndatasource db {\n provider = "postgresql"\n}\n';
  fs.writeFileSync(path.join(folders.schemaFolder, 'base.prisma'), base);
  writeModel('id Int @id');
});

afterAll(async () => {
  await dropDatabase(serverUrl, database);
  fs.rmSync(root, { recursive: true, force: true });
});

function writeModel(fields: string) {
  fs.writeFileSync(path.join(folders.schemaFolder, 'things.prisma'), `model Thing {\n  ${fields}\n}\n`);
}

function writeMigration(name: string, sql: string) {
  fs.mkdirSync(path.join(folders.migrationsFolder, name), { recursive: true });
  fs.writeFileSync(path.join(folders.migrationsFolder, name, 'migration.sql'), sql);
}

test('a schema of several files becomes migrations, step by step', async () => {
  const first = await develop(url, folders, { name: 'first' });
  expect(first.created).toMatch(/^\d{14}_first$/);
  expect(await diff(url, folders)).toBe('');
  expect((await develop(url, folders, { name: 'nothing' })).created).toBeNull();

  writeModel('id Int @id\n  name String?');
  expect(await diff(url, folders)).toContain('ADD COLUMN     "name" TEXT');
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect((await develop(url, folders, { name: 'second' })).created).toMatch(/_second$/);
  expect(await deploy(url, folders)).toEqual([]);
  expect((await status(url, folders)).history).toBeNull();
});

test('function bodies with semicolons pass whole', async () => {
  await develop(url, folders, { name: 'first' });
  writeMigration(
    '29990101000000_function',
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END; $$;',
  );
  expect(await deploy(url, folders)).toEqual(['29990101000000_function']);
  expect(await withClient(url, async (client) => (await client.query('SELECT f() AS f')).rows)).toEqual([{ f: 2 }]);
});

test('a migration that fails changes nothing, says why, and may be tried again', async () => {
  writeMigration('20260101000000_broken', 'CREATE TABLE "Thing" (id INT PRIMARY KEY); SELECT 1 / 0;');
  await expect(deploy(url, folders)).rejects.toThrow(/division by zero/);
  const tables = await withClient(url, (client) => client.query('SELECT to_regclass(\'"Thing"\') AS found'));
  expect(tables.rows).toEqual([{ found: null }]);
  writeMigration('20260101000000_broken', 'CREATE TABLE "Thing" (id INT PRIMARY KEY);');
  expect(await deploy(url, folders)).toEqual(['20260101000000_broken']);
});

test('two deploys at once apply each migration once', async () => {
  await develop(url, folders, { name: 'first' });
  writeMigration('29990101000000_slow', 'SELECT pg_sleep(0.3); CREATE TABLE slow (id INT);');
  const applied = await Promise.all([deploy(url, folders), deploy(url, folders)]);
  expect(applied.flat()).toEqual(['29990101000000_slow']);
});
