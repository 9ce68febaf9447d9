import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { OpenResponses } from './open-responses';

test('ends event streams and lets downloads finish', async () => {
  const open = new OpenResponses();
  const server = createServer((req, res) => {
    open.add(res);
    const isStream = req.url === '/events';
    res.setHeader('content-type', isStream ? 'text/event-stream; charset=utf-8' : 'text/csv');
    res.write('first\n');
    if (!isStream) setTimeout(() => res.end('last\n'), 100);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const events = await fetch(`http://127.0.0.1:${port}/events`);
  const download = await fetch(`http://127.0.0.1:${port}/export.csv`);
  expect(open.size).toBe(2);

  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  open.endEventStreams();
  await expect(events.text()).rejects.toThrow();
  expect(await download.text()).toBe('first\nlast\n');
  await vi.waitFor(() => {
    server.closeIdleConnections();
    expect(open.size).toBe(0);
  });
  server.closeAllConnections();
  await closed;
});
