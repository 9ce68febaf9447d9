import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { ROOT } from '@/lib/tooling/settings.mjs';
import { startTestServer } from '@/lib/tooling/test-databases.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: { serverUrl: string; template: string };
  }
}

/** One PostgreSQL for the whole run; every test file gets a database of its own on it. */
export default async function setup(project: TestProject) {
  const { serverUrl, template, release } = await startTestServer(path.join(ROOT, '.twinline-test'));
  project.provide('testServer', { serverUrl, template });
  return release;
}
