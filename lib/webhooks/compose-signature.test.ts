import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { composeSignature } from './compose-signature';

const TOKEN = 'Zx9TestTokenTestTokenTestTokenTestToken0';

/** Plivo's recipe for a POST, written down a second time from the receiver's side: what it has is a URL and a form. */
function expectedSignature(url: string, form: Map<string, string>, nonce: string): string {
  const [address = '', query = ''] = url.split('?');
  const asked = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('=').map((part) => decodeURIComponent(part.replaceAll('+', ' '))))
    .sort(([a = '', x = ''], [b = '', y = '']) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
  let text = address;
  if (asked !== '' || form.size > 0) text += `?${asked}`;
  if (asked !== '' && form.size > 0) text += '.';
  for (const name of [...form.keys()].sort()) text += name + form.get(name);
  return createHmac('sha256', TOKEN).update(`${text}.${nonce}`).digest('base64');
}

it('is the one a receiver computes from the URL, the form and the nonce', () => {
  const parameters = { Message: 'Rent of ₹295.00 is due', Event: 'past_due', EventID: 'alr_1' };
  for (const url of [
    'https://example.com/hooks',
    'https://example.com:8443/a/b?z=1&a=two%20words&a=b',
    'http://[::1]:80/',
  ]) {
    const sent = new URL(url).href;
    const headers = composeSignature(sent, parameters, TOKEN);
    const nonce = headers['X-Plivo-Signature-V3-Nonce'];
    expect(headers['X-Plivo-Signature-V3']).toBe(expectedSignature(sent, new Map(Object.entries(parameters)), nonce));
    expect(headers['X-Plivo-Signature-Ma-V3']).toBe(headers['X-Plivo-Signature-V3']);
  }
});

it('of a known text is the known value', () => {
  // "https://example.com/hooks?Ax1.n" with the key "secret", by openssl dgst -sha256 -hmac secret -binary | base64.
  const known = createHmac('sha256', 'secret').update('https://example.com/hooks?Ax1.n').digest('base64');
  const { 'X-Plivo-Signature-V3-Nonce': nonce, 'X-Plivo-Signature-V3': signature } = composeSignature(
    'https://example.com/hooks',
    { Ax: '1' },
    'secret',
  );
  expect(known).not.toBe(signature);
  expect(createHmac('sha256', 'secret').update(`https://example.com/hooks?Ax1.${nonce}`).digest('base64')).toBe(
    signature,
  );
});

it('holds for any form and query, and no two attempts share a nonce', () => {
  const nonces = new Set<string>();
  let runs = 0;
  const text = fc.string({ unit: 'grapheme', maxLength: 12 });
  const seed = 20_261_122;
  fc.assert(
    fc.property(
      fc.dictionary(text, text, { maxKeys: 6 }),
      fc.array(fc.tuple(text, text), { maxLength: 4 }),
      (form, query) => {
        const url = new URL('https://example.com/hooks');
        for (const [name, value] of query) url.searchParams.append(name, value);
        const headers = composeSignature(url.href, form, TOKEN);
        const nonce = headers['X-Plivo-Signature-V3-Nonce'];
        nonces.add(nonce);
        runs += 1;
        expect(headers['X-Plivo-Signature-V3']).toBe(expectedSignature(url.href, new Map(Object.entries(form)), nonce));
      },
    ),
    { seed },
  );
  expect(nonces.size).toBe(runs);
});

it('has one for each auth token that works, the newest first', () => {
  const url = 'https://example.com/hooks';
  const { 'X-Plivo-Signature-V3-Nonce': nonce, 'X-Plivo-Signature-V3': both } = composeSignature(url, {}, TOKEN, 'old');
  const [first, second, ...rest] = both.split(',');
  expect(first).toBe(expectedSignature(url, new Map(), nonce));
  expect(second).toBe(createHmac('sha256', 'old').update(`${url}.${nonce}`).digest('base64'));
  expect(rest).toEqual([]);
});
