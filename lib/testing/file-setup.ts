import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, inject } from 'vitest';
import { chooseFreePort } from '@/lib/tooling/free-port.mjs';
import { cloneDatabase, dropDatabase } from '@/lib/tooling/test-databases.mjs';
import { applyTestEnvironment } from '@/lib/tooling/test-environment.mjs';

// Stock and carriers are global, so test files cannot share a database.
const server = inject('testServer');
const database = `test_${process.pid}_${Date.now().toString(36)}`;
const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'twinline-test-'));

// Set before the test file, and with it lib/db, is imported.
applyTestEnvironment({
  databaseUrl: await cloneDatabase(server, database),
  dataFolder,
  agentPort: await chooseFreePort(null),
});

afterAll(async () => {
  await (
    globalThis as { twinlineDb?: { client: { $disconnect: () => Promise<void> } } }
  ).twinlineDb?.client.$disconnect();
  await dropDatabase(server.serverUrl, database);
  fs.rmSync(dataFolder, { recursive: true, force: true });
});
