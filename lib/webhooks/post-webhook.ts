import 'server-only';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { AppError } from '@/lib/errors';
import { type AddressPolicy, type CheckedAddress, checkAddress } from './check-address';
import type { WebhookParameters } from './compose-signature';

/** From the look-up of the host to the answer's status. */
export const WEBHOOK_TIMEOUT_MS = 10_000;

export interface WebhookRequest {
  url: string;
  parameters: WebhookParameters;
  headers: Readonly<Record<string, string>>;
}

/** What came of one attempt: the status, if one came, and why it does not count as delivered. */
export interface WebhookAnswer {
  status: number | null;
  /** A sentence; null when it was delivered. */
  error: string | null;
}

interface PostOptions {
  timeoutMs?: number;
  policy?: AddressPolicy;
}

/**
 * Posts a form to a URL, once, to the address that was checked and to no other: not followed anywhere, not asked of
 * the name service again. Everything that can go wrong is an answer, not an error. The answer's body is not read.
 */
export async function postWebhook(request: WebhookRequest, options: PostOptions = {}): Promise<WebhookAnswer> {
  const { timeoutMs = WEBHOOK_TIMEOUT_MS, policy } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const url = new URL(request.url);
    const checked = await checkAddress(url, policy);
    const status = await send(url, checked, request, signal);
    return { status, error: problemOf(status) };
  } catch (error) {
    return { status: null, error: signal.aborted ? `No answer came within ${timeoutMs / 1000} s.` : sentenceOf(error) };
  }
}

function problemOf(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `The endpoint answered ${status}; redirects are not followed.`;
  return `The endpoint answered ${status}.`;
}

/** Sockets go to the checked address whatever the name says; the name stays for TLS and the Host header. */
function pinned({ address, family }: CheckedAddress): LookupFunction {
  return (_host, { all }, callback) => {
    if (all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}

function send(url: URL, checked: CheckedAddress, request: WebhookRequest, signal: AbortSignal): Promise<number> {
  const body = new URLSearchParams(request.parameters).toString();
  const options: RequestOptions = {
    method: 'POST',
    // A connection of its own: one kept from before could lead to an address that was fine then.
    agent: false,
    lookup: pinned(checked),
    signal,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': String(Buffer.byteLength(body)),
      'User-Agent': 'Twinline-Webhooks/1',
      Connection: 'close',
      ...request.headers,
    },
  };
  return new Promise((resolve, reject) => {
    const answered = (res: IncomingMessage) => {
      resolve(res.statusCode ?? 0);
      res.destroy();
    };
    const req =
      url.protocol === 'https:' ? https.request(url, options, answered) : http.request(url, options, answered);
    req.on('error', reject);
    req.end(body);
  });
}

const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The endpoint refused the connection.',
  ECONNRESET: 'The endpoint broke off the connection.',
  EHOSTUNREACH: 'The endpoint cannot be reached.',
  ENETUNREACH: 'The endpoint cannot be reached.',
  ETIMEDOUT: 'The endpoint cannot be reached.',
  HPE_INVALID_CONSTANT: 'The endpoint does not speak HTTP.',
};

function sentenceOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  if (code in CODES) return CODES[code] ?? '';
  if (/CERT|SSL|TLS|SIGNATURE|ISSUER/.test(code)) return `The endpoint's certificate is not accepted (${code}).`;
  if (code.startsWith('HPE_')) return 'The endpoint does not speak HTTP.';
  return `The connection failed (${code}).`;
}
