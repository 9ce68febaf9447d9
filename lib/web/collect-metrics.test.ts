import fs from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { countWebhookAttempt, observeJob, observeRequest, readFigures, startMetrics } from '@/lib/metrics';
import { createAccount } from '@/lib/testing/factories';
import { createEndpoint } from '@/lib/testing/receiver';
import { figures } from '@/lib/worker/figures';
import { collectMetrics } from './collect-metrics';

const agent = http.createServer(async (req, res) => {
  const allowed = req.url === '/metrics' && req.headers.authorization === 'Bearer agent-secret-of-the-test';
  const own = { name: 'twinline_agent_calls', help: 'Calls.', type: 'gauge', aggregator: 'sum' };
  const values = [{ value: 7, labels: { role: 'agent', process: 'agent-0' } }];
  res.writeHead(allowed ? 200 : 401).end(JSON.stringify([{ ...own, values }]));
});
afterAll(() => agent.close());

function figureOf(text: string, metric: string, ...labels: string[]): number | undefined {
  const line = text.split('\n').find((one) => {
    const rest = one.slice(metric.length);
    return one.startsWith(metric) && /^[ {]/.test(rest) && labels.every((label) => rest.includes(label));
  });
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

test('metrics hold this process, every worker, the agent, and counts of the installation', async () => {
  startMetrics('web', 'this-host:1');
  observeRequest({ method: 'GET', path: '/billing', status: 200, ms: 12 });
  observeRequest({ method: 'GET', path: '/_next/static/x.js', status: 304, ms: 1 });
  observeJob({ job: 'renew rentals', result: 'done', ms: 40 });
  countWebhookAttempt('failed');
  const account = await createAccount();
  const { id: endpointId } = await createEndpoint(account, 'http://127.0.0.1:4000/');
  const due = { triesLeft: 1, nextTryAt: new Date(), event: 'test', payload: {} };
  await db.webhookDelivery.create({ data: { id: 'whd_1', accountId: account.id, endpointId, ...due } });
  const told = JSON.parse(
    JSON.stringify(await readFigures())
      .replaceAll('"web"', '"worker"')
      .replaceAll('this-host:1', 'other:9'),
  );
  const recently = new Date();
  const longAgo = new Date(Date.now() - 90_000);
  await db.processFigures.create({ data: { processId: 'other:9', role: 'worker', at: recently, figures: told } });
  await db.processFigures.create({ data: { processId: 'gone:3', role: 'worker', at: longAgo, figures: told } });

  const without = await collectMetrics();
  expect(without.contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(figureOf(without.text, 'twinline_agent_up')).toBe(0);
  expect(figureOf(without.text, 'twinline_database_up')).toBe(1);
  expect(figureOf(without.text, 'twinline_http_request_duration_seconds_count', 'kind="page"', 'role="web"')).toBe(1);
  expect(figureOf(without.text, 'twinline_http_request_duration_seconds_count', 'kind="asset"', 'status="304"')).toBe(
    1,
  );
  expect(figureOf(without.text, 'twinline_job_duration_seconds_count', 'job="renew rentals"', 'role="worker"')).toBe(1);
  expect(figureOf(without.text, 'twinline_webhook_attempts_total', 'process="other:9"', 'result="failed"')).toBe(1);
  expect(figureOf(without.text, 'twinline_webhook_deliveries', 'state="pending"')).toBe(1);
  expect(figureOf(without.text, 'process_resident_memory_bytes', 'role="web"')).toBeGreaterThan(1e6);
  expect(without.text).not.toContain('gone:3');

  await new Promise<void>((resolve) => agent.listen(env().AGENT_PORT, '127.0.0.1', resolve));
  await fs.writeFile(path.join(env().TWINLINE_DATA_DIR, 'agent-secret'), 'agent-secret-of-the-test\n');
  const { text } = await collectMetrics();
  expect(figureOf(text, 'twinline_agent_up')).toBe(1);
  expect(figureOf(text, 'twinline_agent_calls', 'role="agent"', 'process="agent-0"')).toBe(7);
});

test('a worker tells its figures and takes them back when it stops', async () => {
  await db.processFigures.deleteMany();
  const stop = await figures.start();
  await expect.poll(() => db.processFigures.count()).toBe(1);
  const [row] = await db.processFigures.findMany();
  expect(row).toMatchObject({
    role: 'worker',
    figures: expect.arrayContaining([expect.objectContaining({ type: 'counter' })]),
  });
  await stop();
  expect(await db.processFigures.count()).toBe(0);
});
