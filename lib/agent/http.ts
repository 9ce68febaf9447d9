import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { z } from 'zod';
import { log } from '@/lib/log';
import { currentRequestId, withLogFields } from '@/lib/log-fields';

const MOST_BODY_BYTES = 256 * 1024;

/** What cannot be done for who asks, in one sentence. */
export class Problem extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

export interface Asked {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  /** What the path's pattern caught. */
  name: string;
}

/** What is to be had at a path. An answer of undefined has been sent already. */
export interface HttpRoute {
  method: string;
  path: RegExp;
  handle: (asked: Asked) => Promise<unknown> | unknown;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The body as JSON. @throws Problem when it is none or too large */
export async function readBody(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MOST_BODY_BYTES) throw new Problem(413, `A request has at most ${MOST_BODY_BYTES} bytes.`);
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Problem(400, 'The request is not JSON.');
  }
}

/** What came from outside, checked. @throws Problem with the first mistake */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') throw new Problem(400, `${issue.keys.join(', ')} is not known here.`);
  const isOurs = issue !== undefined && !/^(Invalid|Too|Expected)/.test(issue.message);
  throw new Problem(400, isOurs ? issue.message : `${issue?.path.join('.') || 'The request'} is missing or not valid.`);
}

/** The console's own request that this one serves, so that the lines of both are found together. */
function requestIdOf(req: IncomingMessage): string {
  const given = req.headers['x-request-id'];
  return typeof given === 'string' && /^req_[0-9a-z]{26}$/.test(given) ? given : currentRequestId();
}

/** A server of JSON for whoever shows the secret as a bearer token. */
export function createJsonServer(secret: string, routes: readonly HttpRoute[]): Server {
  const expected = digest(`Bearer ${secret}`);
  return createServer((req, res) => {
    withLogFields({ requestId: requestIdOf(req) }, () => answer(req, res, { expected, routes })).catch(
      (error: unknown) => {
        if (error instanceof Problem) sendJson(res, error.status, { problem: error.message });
        else {
          log.error({ err: error, url: req.url, requestId: requestIdOf(req) }, 'a request to the agent failed');
          sendJson(res, 500, { problem: 'Something went wrong in the agent.' });
        }
      },
    );
  });
}

async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  { expected, routes }: { expected: Buffer; routes: readonly HttpRoute[] },
): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://agent');
  if (!timingSafeEqual(digest(req.headers.authorization ?? ''), expected))
    throw new Problem(401, 'Show the agent’s secret as a bearer token.');
  const here = routes.filter(({ path }) => path.test(url.pathname));
  const route = here.find(({ method }) => method === req.method);
  if (here.length === 0) throw new Problem(404, `The agent has nothing at ${url.pathname}.`);
  if (!route) throw new Problem(405, `Use ${here.map(({ method }) => method).join(' or ')} at ${url.pathname}.`);
  const name = route.path.exec(url.pathname)?.[1] ?? '';
  const body = await route.handle({ req, res, url, name });
  if (body !== undefined) sendJson(res, 200, body);
}

function sendJson(res: ServerResponse, status: number, body: unknown): void {
  if (res.headersSent) {
    res.end();
    return;
  }
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
