import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';

const posted: { path: string; body: string }[] = [];
const collector = http.createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    posted.push({ path: req.url ?? '', body: Buffer.concat(chunks).toString('latin1') });
    res.end();
  });
});

beforeAll(async () => {
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
});
afterAll(() => {
  collector.closeAllConnections();
  collector.close();
});

/** A process of its own, as what is loaded stays loaded. */
async function run(endpoint: string): Promise<string> {
  const args = ['--conditions=react-server', '--import', 'tsx', 'lib/testing/traced-query.ts'];
  const child = spawn('env', [`OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint}`, process.execPath, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  return said.trim();
}

it('without a collector no part of OpenTelemetry tracing is loaded', async () => {
  expect(await run('')).toBe('not loaded');
  expect(posted).toEqual([]);
});

it('with one it is sent spans of database queries under the name of the process', async () => {
  const { port } = collector.address() as AddressInfo;
  expect(await run(`http://127.0.0.1:${port}`)).toBe('loaded');
  expect(posted.map(({ path }) => path)).toContain('/v1/traces');
  const sent = posted.map(({ body }) => body).join('');
  expect(sent).toContain('twinline-worker');
  expect(sent).toMatch(/prisma:(client|engine):/);
});
