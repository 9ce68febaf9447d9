import { expect, it } from 'vitest';
import { isForeignWrite } from './same-origin';

const OWN = 'https://numbers.example.com';
const host = '127.0.0.1:3000';

it.each([
  ['POST', { host, origin: 'http://127.0.0.1:3000' }],
  ['POST', { host, origin: OWN }],
  ['POST', { host }],
  ['POST', { host, 'sec-fetch-site': 'same-origin' }],
  ['GET', { host, origin: 'https://evil.example' }],
  ['HEAD', { host, origin: 'null' }],
])('lets %s with %j through', (method, headers) => {
  expect(isForeignWrite(method, headers, OWN)).toBe(false);
});

it.each([
  ['POST', { host, origin: 'https://evil.example' }],
  ['POST', { host, origin: 'null' }],
  ['POST', { host, origin: '' }],
  ['POST', { host, origin: 'http://127.0.0.1:3001' }],
  ['POST', { host, origin: 'https://numbers.example.com.evil.example' }],
  ['POST', { host, origin: 'https://evil.example#127.0.0.1:3000' }],
  ['POST', { host, 'sec-fetch-site': 'cross-site' }],
  ['POST', { host, 'sec-fetch-site': 'same-site' }],
  ['DELETE', { host, origin: 'https://evil.example' }],
  ['PROPFIND', { host, origin: 'https://evil.example' }],
])('refuses %s with %j', (method, headers) => {
  expect(isForeignWrite(method, headers, OWN)).toBe(true);
});
