import { expect, test } from 'vitest';
import { contentSecurityPolicy, fixedSecurityHeaders } from './security-headers';

test('scripts need our origin or the nonce; nothing may frame a page', () => {
  const policy = contentSecurityPolicy('abc', false);
  expect(policy).toContain("script-src 'self' 'nonce-abc'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe-eval');
  expect(policy.match(/unsafe-inline/g)).toHaveLength(1);
});

test('only an https address promises https', () => {
  expect(fixedSecurityHeaders(false)).not.toHaveProperty('strict-transport-security');
  expect(contentSecurityPolicy('abc', false)).not.toContain('upgrade-insecure-requests');
  expect(fixedSecurityHeaders(true)['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  expect(contentSecurityPolicy('abc', true)).toContain('upgrade-insecure-requests');
});
