import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import os from 'node:os';
import next from 'next';
import { env } from '@/lib/env';
import { createId } from '@/lib/ids';
import { log } from '@/lib/log';
import { withLogFields } from '@/lib/log-fields';
import { observeRequest, startMetrics } from '@/lib/metrics';
import { onStopRequest } from '@/lib/stop-signal';
import { startTracing } from '@/lib/tracing';
import { settleClientAddress, trustedProxies } from './client-address';
import { OpenResponses } from './open-responses';
import { isForeignWrite } from './same-origin';
import { contentSecurityPolicy, documentSecurityHeaders, fixedSecurityHeaders } from './security-headers';

/** How long requests under way may take to finish after a stop signal; the supervisor kills at 5 s. */
const GRACE_MS = 3_000;

const { HOST, PORT, TWINLINE_URL, TWINLINE_TRUSTED_PROXY } = env();
const isHttps = TWINLINE_URL.startsWith('https:');
const trusted = trustedProxies(TWINLINE_TRUSTED_PROXY);
const fixedHeaders = Object.entries(fixedSecurityHeaders(isHttps));
const open = new OpenResponses();

startMetrics('web', `${os.hostname()}:${process.pid}`);
await startTracing('web');
const app = next({ dev: false, hostname: HOST, port: PORT });
// Next tells the console how its start goes; people at a terminal are told by the supervisor.
const { log: toConsole } = console;
console.log = (...said: unknown[]) => log.debug({ next: said.join(' ') });
await app.prepare();
console.log = toConsole;
const handlePage = app.getRequestHandler();

/** Next answers 500 to an address it cannot decode; the mistake is the caller's. */
function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
  open.add(res);
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, isHttps);
  for (const [name, value] of fixedHeaders) res.setHeader(name, value);
  res.setHeader('content-security-policy', policy);
  for (const [name, value] of Object.entries(documentSecurityHeaders(req.url ?? '/') ?? {})) res.setHeader(name, value);
  // Next takes the nonce of its own scripts from the policy in the request, the layout from x-nonce.
  req.headers['content-security-policy'] = policy;
  req.headers['x-nonce'] = nonce;
  if (isForeignWrite(req.method ?? 'GET', req.headers, TWINLINE_URL)) {
    res.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end('Another site sent this request.\n');
    return;
  }
  if (!isDecodable(req.url ?? '/')) {
    res.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end('The address is not valid.\n');
    return;
  }
  await handlePage(req, res);
}

/** The path of an address, for logs: an invitation's is a secret, and so may be what stands behind a question mark. */
function loggedPath(url: string): string {
  return (url.split('?', 1)[0] ?? '/').replace(/^\/join\/.+/, '/join/…');
}

/** Every line logged for the request, its audit rows and what a person is told of an error carry this id. */
function begin(req: IncomingMessage, res: ServerResponse): string {
  const requestId = createId('req');
  res.setHeader('x-request-id', requestId);
  const { method = 'GET', url = '/' } = req;
  const path = url.split('?', 1)[0] ?? '/';
  const startedAt = performance.now();
  res.once('close', () => {
    const ms = performance.now() - startedAt;
    const { statusCode: status } = res;
    observeRequest({ method, path, status, ms });
    log.debug({ requestId, method, path: loggedPath(url), status, durationMs: Math.round(ms) }, 'request answered');
  });
  return requestId;
}

const server = createServer((req, res) => {
  const requestId = begin(req, res);
  const clientAddress = settleClientAddress(req.headers, req.socket.remoteAddress, trusted);
  withLogFields({ requestId, clientAddress }, () => handle(req, res)).catch((error: unknown) => {
    log.error({ err: error, path: loggedPath(req.url ?? '/') }, 'request failed');
    if (!res.headersSent) res.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
    res.end('Something went wrong.\n');
  });
});

server.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE')
    console.error(`PORT is ${PORT}: another program already listens on ${HOST}:${PORT}.`);
  else console.error(`Twinline cannot listen on ${HOST}:${PORT}: ${error.message}.`);
  process.exit(1);
});

server.listen(PORT, HOST, () => {
  log.info({ address: TWINLINE_URL }, 'web is ready');
  process.send?.('ready');
});

onStopRequest((reason) => {
  log.info({ reason, open: open.size }, 'web is stopping');
  server.close(() => process.exit(0));
  open.endEventStreams();
  // Browsers keep connections open, used or not, that the server would wait for.
  setInterval(() => {
    if (open.size === 0) server.closeAllConnections();
  }, 50).unref();
  setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
});
