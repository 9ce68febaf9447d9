import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LiveState, LiveTrunk } from '@/lib/agent/types';
import { LiveFeed } from './follow-agent';
import { followLive } from './follow-live';
import { readEventStream } from './read-event-stream';
import type { LiveScope } from './rules-live';

function trunk(changes: Partial<LiveTrunk> = {}): LiveTrunk {
  return {
    ...{
      trunkId: 'mayura-mumbai',
      carrierId: 'mayura-voice',
      state: 'healthy',
      since: null,
      lastChange: null,
      parts: [],
    },
    ...{
      inProgress: 12,
      maxChannels: 1_200,
      capPerSecond: null,
      attempts: 50,
      answered: 30,
      networkFailures: 2,
      callee: 8,
    },
    ...{
      delayP50Ms: 2_000,
      delayP95Ms: 3_500,
      mosHundredths: 421,
      attemptsPerSecond: 5,
      faultIds: [],
      overrideId: null,
    },
    ...changes,
  };
}

function moment(at: number, trunks: LiveTrunk[] = [trunk()]): LiveState {
  const spool = { records: 0, bytes: 0, limitBytes: 1, isDatabaseAway: false };
  const calls = { callsInProgress: 12, callsQueued: 0, callsPerSecond: 5, openIncidents: [] };
  return { agentId: 'agent-0', at, ...calls, trunks, spool };
}

/** An agent as its protocol says: server-sent events to who shows the secret. */
class Agent {
  readonly listeners = new Set<ServerResponse>();
  #server: Server | null = null;
  port = 0;

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      if (request.headers.authorization !== 'Bearer secret' || request.url !== '/live')
        return response.writeHead(401).end();
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(': hello\n\n');
      this.listeners.add(response);
      return response.on('close', () => this.listeners.delete(response));
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
  }

  async tell(text: string): Promise<void> {
    await vi.waitFor(() => expect(this.listeners.size).toBe(1), { timeout: 10_000 });
    // Cut in two, as networks do.
    for (const listener of this.listeners) for (const part of [text.slice(0, 7), text.slice(7)]) listener.write(part);
  }

  async tellState(state: LiveState): Promise<void> {
    await this.tell(`data: ${JSON.stringify(state)}\r\n\r\n`);
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }
}

const open: { stop: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

async function anAgent() {
  const agent = new Agent();
  await agent.start();
  const feed = new LiveFeed(async () => ({ url: `http://127.0.0.1:${agent.port}`, secret: 'secret' }));
  open.push(feed, agent);
  return { agent, feed };
}

/** A page: what its stream told, in the browser's terms. */
function page(feed: LiveFeed, { scope = null, lastAt = 0 }: { scope?: LiveScope; lastAt?: number } = {}) {
  const leave = new AbortController();
  open.push({ stop: () => leave.abort() });
  const body = followLive({ scope, signal: leave.signal, lastAt, feed });
  const events: { event: string; id: string | undefined; data: unknown }[] = [];
  const read = async () => {
    const text = new TextDecoder();
    for await (const chunk of body)
      for (const one of text
        .decode(chunk)
        .split('\n\n')
        .filter((part) => part.includes('event: ')))
        events.push({
          event: /event: (.*)/.exec(one)?.[1] ?? '',
          id: /id: (.*)/.exec(one)?.[1],
          data: JSON.parse(/data: (.*)/.exec(one)?.[1] ?? '{}'),
        });
  };
  void read();
  return { events, leave, ids: () => events.map(({ event, id }) => (id ? `${event} ${id}` : event)) };
}

describe('a page’s live stream', () => {
  it('tells what is, what was missed, and goes on after a lost connection with nothing missing', async () => {
    const { agent, feed } = await anAgent();
    const first = page(feed);
    expect(first.ids()).toEqual([]);
    await agent.tellState(moment(1_000));
    await agent.tellState(moment(2_000));
    await vi.waitFor(() => expect(first.ids()).toEqual(['away', 'state 1000', 'state 2000']));
    expect(first.events[1]?.data).toMatchObject({
      callsInProgress: 12,
      trunks: [{ trunk: 'mayura-mumbai', asr: 0.75, ner: 0.95, mos: 4.21, inProgress: 12, maxChannels: 1_200 }],
    });
    first.leave.abort();
    await agent.tellState(moment(3_000, [trunk({ state: 'open' })]));
    await agent.tellState(moment(4_000));
    await vi.waitFor(() => expect(feed.since(2_000)).toHaveLength(2));
    const again = page(feed, { lastAt: 2_000 });
    await vi.waitFor(() => expect(again.ids()).toEqual(['history 4000', 'state 4000']));
    expect(again.events[0]?.data).toMatchObject({
      at: [3_000, 4_000],
      trunks: { 'mayura-mumbai': { state: ['open', 'healthy'], asr: [0.75, 0.75], inProgress: [12, 12] } },
    });
  });

  it('says when the agent is away and goes on when it is back', async () => {
    const { agent, feed } = await anAgent();
    const { ids } = page(feed);
    await agent.tellState(moment(1_000));
    await vi.waitFor(() => expect(ids()).toContain('state 1000'));
    await agent.stop();
    await vi.waitFor(() => expect(ids().at(-1)).toBe('away'));
    expect(feed.isHeard).toBe(false);
    await agent.start();
    await agent.tellState(moment(2_000));
    await vi.waitFor(() => expect(ids().at(-1)).toBe('state 2000'));
  });

  it('passes over what is not a live state', async () => {
    const { agent, feed } = await anAgent();
    const { ids } = page(feed);
    await agent.tell('event: x\ndata: {"agentId": 1}\n\ndata: no JSON\n\nretry: 5\n\n');
    await agent.tellState(moment(1_000));
    await agent.tellState(moment(500));
    await vi.waitFor(() => expect(ids()).toEqual(['away', 'state 1000']));
  });

  it('shows a customer the carriers of its own numbers, and nothing of others’ traffic', async () => {
    const { agent, feed } = await anAgent();
    const scope = { carriers: new Set(['mayura-voice']), numbers: new Set(['918041234567']) };
    const { events } = page(feed, { scope });
    const parts = [
      { destinationGroup: null, number: '918041234567', state: 'open' },
      { destinationGroup: null, number: '918049999999', state: 'open' },
      { destinationGroup: 'in-delhi', number: null, state: 'suspect' },
    ] as const;
    const change = { at: 900, rule: 'silence', figures: { failures: 12, attempts: 20, windowMs: 6_000 } };
    await agent.tellState(
      moment(1_000, [trunk({ parts, since: 900, lastChange: change }), trunk({ trunkId: 'x', carrierId: 'other' })]),
    );
    await vi.waitFor(() => expect(events.at(-1)?.event).toBe('state'));
    expect(events.at(-1)?.data).toEqual({
      at: 1_000,
      callsInProgress: null,
      callsPerSecond: null,
      trunks: [
        {
          ...{ trunk: 'mayura-mumbai', carrier: 'mayura-voice', state: 'healthy', since: 900, capPerSecond: null },
          reason: 'Calls unanswered by the carrier.',
          parts: ['+918041234567: open', 'Delhi landlines: suspect'],
          ...{ asr: 0.75, ner: 0.95, delayP50Ms: 2_000, delayP95Ms: 3_500, mos: 4.21 },
          ...{ inProgress: null, maxChannels: null, callsPerSecond: null },
        },
      ],
    });
  });

  it('lets a page go that takes nothing', async () => {
    const { agent, feed } = await anAgent();
    const body = followLive({ scope: null, signal: new AbortController().signal, lastAt: 0, feed });
    for (let second = 1; second <= 40; second += 1) await agent.tellState(moment(second * 1_000));
    await vi.waitFor(() => expect(feed.since(0)).toHaveLength(40));
    let chunks = 0;
    for await (const chunk of body) chunks += chunk.length > 0 ? 1 : 0;
    expect(chunks).toBeLessThan(40);
  });
});

it('an event that never ends is refused', async () => {
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(1_000_000))),
  });
  await expect(readEventStream(endless).next()).rejects.toThrow('too long');
});
