/**
 * The content security policy. Scripts run only from our own origin or with the request's nonce (Next and
 * next-themes write inline scripts, and take the nonce from the request). Inline styles stay allowed: React
 * style attributes and the toaster's style element carry no nonce.
 */
export function contentSecurityPolicy(nonce: string, isHttps: boolean): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ];
  return directives.join('; ');
}

/** Addresses that hand out what people uploaded. */
const DOCUMENTS = /^\/api\/compliance\/documents\//;

/**
 * Headers of an uploaded document in the place of a page's; null for any other address. It has no script, no origin
 * and nothing to load, and our own pages show it in a frame. (A frame's own sandbox would keep browsers' viewers of
 * PDF out; the policy's does not.)
 */
export function documentSecurityHeaders(url: string): Record<string, string> | null {
  if (!DOCUMENTS.test(url)) return null;
  return {
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
    'x-frame-options': 'SAMEORIGIN',
    'cross-origin-resource-policy': 'same-origin',
  };
}

/** Headers of every answer, apart from the policy. */
export function fixedSecurityHeaders(isHttps: boolean): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    ...(isHttps ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}
