import { describe, expect, it } from 'vitest';
import { checkAddress, isAllowedAddress, policyOf } from './check-address';

const OPEN_TO_ALL = { allow: [], host: '0.0.0.0' };
const LOCAL = { allow: [], host: '127.0.0.1' };

const PUBLIC = ['8.8.8.8', '1.1.1.1', '100.63.255.255', '172.32.0.1', '2606:4700:4700::1111', '2a00:1450:4009::200e'];
const NOT_PUBLIC = [
  ...['0.0.0.0', '10.0.0.5', '10.255.255.255', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.0.1'],
  ...['169.254.169.254', '169.254.0.1', '172.16.0.1', '172.31.255.255', '192.0.0.192', '192.0.2.1', '192.168.1.1'],
  ...['198.18.0.1', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255'],
  ...['168.63.129.16', '::', '::1', '::ffff:10.0.0.5', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe'],
  ...['0:0:0:0:0:ffff:c0a8:0101', '::10.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1', '2002:7f00:1::1', '2001::1'],
  ...['2001:db8::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '3fff::1'],
];

describe('an address', () => {
  it.each(PUBLIC)('%s is public', (address) => expect(isAllowedAddress(address, OPEN_TO_ALL)).toBe(true));
  it.each(NOT_PUBLIC)('%s is not', (address) => expect(isAllowedAddress(address, OPEN_TO_ALL)).toBe(false));

  it('of this machine is allowed while Twinline listens on this machine alone', () => {
    for (const host of ['127.0.0.1', '127.0.0.2', '::1', 'localhost']) {
      expect(isAllowedAddress('127.0.0.1', { allow: [], host }), host).toBe(true);
      expect(isAllowedAddress('::ffff:127.0.0.1', { allow: [], host }), host).toBe(true);
      expect(isAllowedAddress('::1', { allow: [], host }), host).toBe(true);
      expect(isAllowedAddress('10.0.0.5', { allow: [], host }), host).toBe(false);
    }
    for (const host of ['0.0.0.0', '::', '192.168.1.10', 'numbers.example.com']) {
      expect(isAllowedAddress('127.0.0.1', { allow: [], host }), host).toBe(false);
    }
  });

  it('of this machine is not allowed when people reach Twinline by a proxy', () => {
    const reached = (TWINLINE_URL: string, HOST = '127.0.0.1') =>
      isAllowedAddress('127.0.0.1', policyOf({ HOST, TWINLINE_URL, TWINLINE_WEBHOOK_ALLOW: [] }));
    for (const url of ['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])
      expect(reached(url), url).toBe(true);
    expect(reached('https://numbers.example.com')).toBe(false);
    expect(reached('http://localhost:3000', '0.0.0.0')).toBe(false);
  });

  it('is allowed when the operator names it or its range, in either coat', () => {
    const policy = { allow: ['10.20.0.0/16', 'fd12:3456::/48', '192.168.7.7'], host: '0.0.0.0' };
    for (const address of ['10.20.3.4', '::ffff:10.20.3.4', 'fd12:3456::9', '192.168.7.7'])
      expect(isAllowedAddress(address, policy), address).toBe(true);
    for (const address of ['10.21.0.1', 'fd12:3457::9', '192.168.7.8', '127.0.0.1'])
      expect(isAllowedAddress(address, policy), address).toBe(false);
  });

  it('that is none is refused', () => {
    for (const text of ['', 'localhost', '1.2.3', '999.1.1.1']) expect(isAllowedAddress(text, OPEN_TO_ALL)).toBe(false);
  });
});

describe('a URL', () => {
  const sentence =
    'URL is at a private or local address, to which webhooks are not sent. Give a public one, or ask the operator to allow it (TWINLINE_WEBHOOK_ALLOW).';

  // Browsers read all of these as addresses, and so does the connection.
  it.each([
    ...['http://10.0.0.5/', 'http://0x7f.1/', 'http://2130706433/', 'http://017700000001/', 'http://127.1:8080/x'],
    ...['http://[::1]/', 'http://[::ffff:169.254.169.254]/latest/meta-data', 'http://localhost:5432/'],
  ])('%s is refused in one sentence', async (url) => {
    const refused = checkAddress(new URL(url), OPEN_TO_ALL);
    await expect(refused).rejects.toMatchObject({ code: 'invalid_input', field: 'url', message: sentence });
  });

  it('whose host cannot be found is refused with its name', async () => {
    await expect(checkAddress(new URL('https://nowhere.invalid/hooks'), OPEN_TO_ALL)).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'url',
      message: 'URL names the host nowhere.invalid, which cannot be found.',
    });
  });

  it('gives the address that was checked, for the connection to use', async () => {
    expect(await checkAddress(new URL('http://127.0.0.1:3000/'), LOCAL)).toEqual({ address: '127.0.0.1', family: 4 });
    expect(await checkAddress(new URL('http://[::1]:3000/'), LOCAL)).toEqual({ address: '::1', family: 6 });
    expect(['127.0.0.1', '::1']).toContain((await checkAddress(new URL('http://localhost/'), LOCAL)).address);
  });
});
