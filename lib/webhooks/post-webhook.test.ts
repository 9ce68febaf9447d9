import dns from 'node:dns';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { Receiver } from '@/lib/testing/receiver';
import { postWebhook } from './post-webhook';

const receiver = new Receiver();
const LOCAL = { allow: [], host: '127.0.0.1' };

beforeAll(async () => {
  await receiver.start();
});
beforeEach(() => {
  receiver.reply = 200;
  receiver.received.length = 0;
});
afterAll(() => receiver.stop());

const post = (url: string, more = {}) =>
  postWebhook(
    { url, parameters: { Event: 'test', Message: 'a & b = ₹5' }, headers: { 'X-Own': '1' } },
    { policy: LOCAL, ...more },
  );

it('sends the parameters as a form', async () => {
  expect(await post(receiver.url('/a?b=c'))).toEqual({ status: 200, error: null });
  expect(receiver.received).toMatchObject([
    {
      path: '/a?b=c',
      parameters: { Event: 'test', Message: 'a & b = ₹5' },
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-own': '1',
        host: `127.0.0.1:${receiver.port}`,
      },
    },
  ]);
});

it.each([201, 204])('takes %s as delivered', async (reply) => {
  receiver.reply = reply;
  expect(await post(receiver.url())).toEqual({ status: reply, error: null });
});

it.each([400, 401, 404, 410, 429, 500, 503])('takes %s as not delivered', async (reply) => {
  receiver.reply = reply;
  expect(await post(receiver.url())).toEqual({ status: reply, error: `The endpoint answered ${reply}.` });
});

it('does not follow a redirect', async () => {
  for (const status of [301, 302, 307, 308]) {
    receiver.reply = { status, headers: { location: receiver.url('/elsewhere') } };
    const error = `The endpoint answered ${status}; redirects are not followed.`;
    expect(await post(receiver.url())).toEqual({ status, error });
  }
  expect(receiver.received.map(({ path }) => path)).not.toContain('/elsewhere');
});

it('gives up on an endpoint that does not answer in time', async () => {
  receiver.reply = 'hang';
  expect(await post(receiver.url(), { timeoutMs: 150 })).toEqual({
    status: null,
    error: 'No answer came within 0.15 s.',
  });
});

it('says what is wrong with an endpoint that refuses, hangs up or speaks something else', async () => {
  const rude = createServer((socket) => socket.resume().end('220 mail.example ESMTP\r\n'));
  const gone = createServer((socket) => socket.resetAndDestroy());
  for (const server of [rude, gone]) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = (server: typeof rude, scheme = 'http') =>
    `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const urls = [at(rude), at(gone), at(rude, 'https')];
  const answers = [];
  for (const url of urls) answers.push((await post(url)).error);
  for (const server of [rude, gone]) await new Promise((resolve) => server.close(resolve));
  expect(answers[0]).toBe('The endpoint does not speak HTTP.');
  expect(answers[1]).toBe('The endpoint broke off the connection.');
  expect(answers[2]).toMatch(/^The (endpoint's certificate is not accepted|connection failed) \([A-Z_]+\)\.$/);
  expect((await post(urls[0] ?? '')).error).toBe('The endpoint refused the connection.');
});

it('sends nothing to a private address, whatever the answer of the name service is later', async () => {
  expect(
    (
      await postWebhook(
        { url: receiver.url(), parameters: {}, headers: {} },
        { policy: { allow: [], host: '0.0.0.0' } },
      )
    ).error,
  ).toMatch(/^URL is at a private or local address/);
  expect(receiver.received).toEqual([]);
});

it('connects to the address that was checked: the connection asks the name service nothing', async () => {
  const asked = vi.spyOn(dns, 'lookup');
  expect(await post(`http://localhost:${receiver.port}/pinned`)).toEqual({ status: 200, error: null });
  expect(receiver.received[0]?.headers.host).toBe(`localhost:${receiver.port}`);
  expect(asked).not.toHaveBeenCalled();
  // An ordinary request would have asked again, and could have been told another address.
  http.get({ host: 'localhost', port: receiver.port }).on('error', () => undefined);
  await expect.poll(() => asked.mock.calls.length).toBeGreaterThan(0);
});
