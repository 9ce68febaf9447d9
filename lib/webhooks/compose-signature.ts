import 'server-only';
import { createHmac, randomBytes } from 'node:crypto';

/** What a webhook carries: flat names and texts, as a form. */
export type WebhookParameters = Readonly<Record<string, string>>;

function byKey([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byKeyThenValue(a: readonly [string, string], b: readonly [string, string]): number {
  return byKey(a, b) || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);
}

/**
 * The text Plivo's V3 signature of a POST is made over: scheme, host and path; "?" and the query's parameters by
 * name, decoded; "." when there is a query; the form's names and values by name, strung together; "." and the nonce.
 * So Plivo's own SDKs accept it (`validateV3Signature`, `validate_v3_signature`).
 */
function signedText(url: URL, parameters: WebhookParameters, nonce: string): string {
  const query = [...url.searchParams].sort(byKeyThenValue).map(([name, value]) => `${name}=${value}`);
  const form = Object.entries(parameters)
    .sort(byKey)
    .map(([name, value]) => `${name}${value}`);
  const isAsked = query.length > 0 || form.length > 0;
  const middle = query.length > 0 && form.length > 0 ? '.' : '';
  const address = `${url.protocol}//${url.host}${url.pathname}`;
  return `${address}${isAsked ? '?' : ''}${query.join('&')}${middle}${form.join('')}.${nonce}`;
}

/** HMAC-SHA256 in base64, as X-Plivo-Signature-V3 carries it. */
function signV3(text: string, authToken: string): string {
  return createHmac('sha256', authToken).update(text, 'utf8').digest('base64');
}

/**
 * The headers by which the receiver knows who sent it (Plivo's signature V3). An account signs for itself, so its
 * signature and its main account's are the same. While an old auth token still works there are two signatures, separated by
 * a comma, of which receivers look for theirs (as Plivo's SDKs do).
 */
export function composeSignature(url: string, parameters: WebhookParameters, ...authTokens: readonly string[]) {
  const nonce = randomBytes(16).toString('hex');
  const text = signedText(new URL(url), parameters, nonce);
  const signature = authTokens.map((authToken) => signV3(text, authToken)).join(',');
  return {
    'X-Plivo-Signature-V3': signature,
    'X-Plivo-Signature-Ma-V3': signature,
    'X-Plivo-Signature-V3-Nonce': nonce,
  };
}
