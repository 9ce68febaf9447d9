import { describe, expect, test } from 'vitest';
import { CLIENT_ADDRESS_HEADER, clientAddressOf, settleClientAddress, trustedProxies } from './client-address';

const none = trustedProxies([]);
const local = trustedProxies(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);

describe('which address counts', () => {
  test.each([
    ['nobody is trusted: the peer', '203.0.113.9', '1.2.3.4', none, '203.0.113.9'],
    ['an untrusted peer cannot choose', '203.0.113.9', '127.0.0.1', local, '203.0.113.9'],
    ['a trusted proxy tells', '127.0.0.1', '203.0.113.9', local, '203.0.113.9'],
    ['a client behind it cannot add to the left', '127.0.0.1', '6.6.6.6, 203.0.113.9', local, '203.0.113.9'],
    ['a chain of trusted proxies', '127.0.0.1', '203.0.113.9, 10.1.2.3', local, '203.0.113.9'],
    ['a trusted proxy that tells nothing', '127.0.0.1', undefined, local, '127.0.0.1'],
    ['only proxies in the chain', '127.0.0.1', '10.0.0.1', local, '10.0.0.1'],
    ['rubbish ends the walk', '127.0.0.1', 'rubbish, 10.0.0.1', local, '10.0.0.1'],
    ['IPv4 as a dual-stack socket shows it', '::ffff:127.0.0.1', '203.0.113.9', local, '203.0.113.9'],
    ['IPv6 with a port', 'fd00::1', '[2001:db8::7]:443', local, '2001:db8::7'],
    ['no peer', undefined, '1.2.3.4', local, 'unknown'],
  ])('%s', (_, peer, forwarded, trusted, expected) => {
    expect(clientAddressOf(peer, forwarded, trusted)).toBe(expected);
  });
});

test('what an untrusted client says of itself is removed', () => {
  const headers: Record<string, string | string[] | undefined> = {
    'x-forwarded-for': '1.1.1.1',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'for=1.1.1.1',
    [CLIENT_ADDRESS_HEADER]: '1.1.1.1',
    host: 'numbers.example',
  };
  settleClientAddress(headers, '203.0.113.9', local);
  expect(headers).toEqual({ host: 'numbers.example', [CLIENT_ADDRESS_HEADER]: '203.0.113.9' });
});

test('what a trusted proxy says is kept for Next', () => {
  const headers: Record<string, string | string[] | undefined> = {
    'x-forwarded-for': '203.0.113.9',
    'x-forwarded-host': 'numbers.example',
  };
  settleClientAddress(headers, '10.0.0.2', local);
  expect(headers).toMatchObject({ 'x-forwarded-host': 'numbers.example', [CLIENT_ADDRESS_HEADER]: '203.0.113.9' });
});
