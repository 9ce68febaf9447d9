import { expect, test } from 'vitest';
import { contentSecurityPolicy, documentSecurityHeaders, fixedSecurityHeaders } from './security-headers';

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

test('an uploaded document has no script and no origin, and our own pages may frame it', () => {
  const headers = documentSecurityHeaders('/api/compliance/documents/doc_1');
  expect(headers?.['content-security-policy']).toMatch(/^default-src 'none'; .*frame-ancestors 'self'; sandbox$/);
  expect(headers?.['x-frame-options']).toBe('SAMEORIGIN');
  expect(documentSecurityHeaders('/api/compliance/cmp_1/documents/gst_certificate')).toBeNull();
  expect(documentSecurityHeaders('/phone-numbers/compliance?next=/api/compliance/documents/doc_1')).toBeNull();
});
