import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { z } from 'zod';
import { log } from '@/lib/log';
import type { Agent } from './agent';
import { endCallQuery, placeCallBody } from './protocol';
import type { Records } from './types';

const MOST_BODY_BYTES = 64 * 1024;

/** What cannot be done for who asks, in one sentence. */
class Problem extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

interface ServerParts {
  agent: Agent;
  records: Pick<Records, 'flush'>;
  /** Whoever asks shows it as a bearer token. */
  secret: string;
}

interface Asked {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  /** What the path's pattern caught. */
  name: string;
}

interface RouteRow {
  method: string;
  path: RegExp;
  handle: (asked: Asked) => Promise<unknown> | unknown;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

async function readBody(req: IncomingMessage): Promise<unknown> {
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

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') throw new Problem(400, `${issue.keys.join(', ')} is not known here.`);
  throw new Problem(400, issue?.message ?? 'The request is not valid.');
}

/** The agent's interface over HTTP, on loopback, for whoever knows the secret. `README.md` here describes it. */
export function createAgentServer(parts: ServerParts): Server {
  const expected = digest(`Bearer ${parts.secret}`);
  const routes = routesOf(parts);
  return createServer((req, res) => {
    answer(req, res, { expected, routes }).catch((error: unknown) => {
      if (error instanceof Problem) sendJson(res, error.status, { problem: error.message });
      else {
        log.error({ err: error, url: req.url }, 'a request to the agent failed');
        sendJson(res, 500, { problem: 'Something went wrong in the agent.' });
      }
    });
  });
}

async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  { expected, routes }: { expected: Buffer; routes: readonly RouteRow[] },
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

function routesOf({ agent, records }: ServerParts): readonly RouteRow[] {
  return [
    { method: 'GET', path: /^\/health$/, handle: () => ({ ok: true }) },
    {
      method: 'POST',
      path: /^\/calls$/,
      handle: async ({ req }) => {
        const placed = agent.place(parse(placeCallBody, await readBody(req)));
        // Acknowledged means that no kill loses it.
        await records.flush();
        return placed;
      },
    },
    {
      method: 'DELETE',
      path: /^\/calls\/([\w-]{1,64})$/,
      handle: async ({ url, name }) => {
        const { accountId, only } = parse(endCallQuery, Object.fromEntries(url.searchParams));
        const wasInProgress = agent.end({ uuid: name, accountId, onlyQueued: only === 'queued' });
        await records.flush();
        return { wasInProgress };
      },
    },
  ];
}
