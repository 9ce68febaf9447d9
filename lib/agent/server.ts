import type { Server } from 'node:http';
import { Readable } from 'node:stream';
import { log } from '@/lib/log';
import type { Agent } from './agent';
import { readAgentFigures } from './agent-figures';
import { type Asked, createJsonServer, type HttpRoute, Problem, parse, readBody } from './http';
import { LiveStream } from './live-stream';
import { endCallQuery, outcomeBody, placeCallBody, routeBody } from './protocol';
import type { LiveState, Records } from './types';

interface ServerParts {
  agent: Agent;
  records: Pick<Records, 'flush'> & { readonly state: LiveState['spool'] };
  /** Whoever asks shows it as a bearer token. */
  secret: string;
}

/** The agent's interface over HTTP, on loopback. `README.md` beside this file describes it. */
export function createAgentServer({ agent, records, secret }: ServerParts): Server {
  const state = () => agent.state(records.state);
  const live = new LiveStream(state);
  const routes: HttpRoute[] = [
    { method: 'GET', path: /^\/health$/, handle: () => ({ ok: true }) },
    { method: 'GET', path: /^\/state$/, handle: state },
    {
      method: 'GET',
      path: /^\/metrics$/,
      handle: () => readAgentFigures(state(), agent.desk.refusals.unrecordedInAll),
    },
    { method: 'GET', path: /^\/live$/, handle: ({ res }) => live.add(res) },
    { method: 'GET', path: /^\/recording$/, handle: ({ res }) => sendRecording(agent, res) },
    { method: 'POST', path: /^\/calls$/, handle: ({ req }) => placeCall(req) },
    { method: 'DELETE', path: /^\/calls\/([\w-]{1,64})$/, handle: (asked) => endCall(asked) },
    {
      method: 'POST',
      path: /^\/route$/,
      handle: async ({ req }) => {
        const routed = agent.route(parse(routeBody, await readBody(req)));
        if ('sentence' in routed) throw new Problem(400, routed.sentence);
        return routed;
      },
    },
    {
      method: 'POST',
      path: /^\/outcome$/,
      handle: async ({ req }) => {
        agent.report(parse(outcomeBody, await readBody(req)).events);
        return { ok: true };
      },
    },
  ];

  async function placeCall(req: Asked['req']) {
    const placed = agent.place(parse(placeCallBody, await readBody(req)));
    log.debug({ callId: placed.uuid }, placed.ok ? 'call taken' : 'call refused');
    // Acknowledged means that no kill loses it.
    await records.flush();
    return placed;
  }

  async function endCall({ url, name }: Asked) {
    log.debug({ callId: name }, 'call is to end');
    const { accountId, only } = parse(endCallQuery, Object.fromEntries(url.searchParams));
    const wasInProgress = agent.end({ uuid: name, accountId, onlyQueued: only === 'queued' });
    await records.flush();
    return { wasInProgress };
  }

  return createJsonServer(secret, routes);
}

function sendRecording(agent: Agent, res: Asked['res']): void {
  res.writeHead(200, { 'content-type': 'application/x-ndjson' });
  // Taken as it stands now: what comes meanwhile is not in it.
  Readable.from([...agent.recording.lines()]).pipe(res);
}
