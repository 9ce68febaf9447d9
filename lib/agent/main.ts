import { randomInt } from 'node:crypto';
import path from 'node:path';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { startMetrics } from '@/lib/metrics';
import { onStopRequest } from '@/lib/stop-signal';
import { startTracing } from '@/lib/tracing';
import { agentAddress } from './address';
import { Agent, type AgentOptions } from './agent';
import { closeLeftCalls } from './close-left-calls';
import { lockFolder } from './lock';
import { createAgentServer } from './server';
import { SnapshotFile } from './snapshot-file';
import { Spool } from './spool';
import { TableFeed } from './table-feed';
import { wallTiming } from './timing';
import { RecordWriter } from './writer';

const SAVE_EVERY_MS = 3_000;
/** Of the agent's time, saving takes at most one part in so many. */
const SAVING_SHARE = 40;
const HOST = '127.0.0.1';

const { AGENT_PORT, AGENT_INDEX, TWINLINE_DATA_DIR } = env();
const id = `agent-${AGENT_INDEX}`;
const folder = path.resolve(TWINLINE_DATA_DIR, id);

async function start(): Promise<void> {
  const unlock = lockFolder(folder);
  startMetrics('agent', id);
  await startTracing('agent');
  const { secret } = await agentAddress();
  const file = new SnapshotFile(folder);
  const [spool, saved] = await Promise.all([Spool.open({ folder: path.join(folder, 'spool') }), file.read()]);
  const records = new RecordWriter({ agentId: id, spool, refusedFile: path.join(folder, 'refused.ndjson') });
  closeLeftCalls(spool.openCalls(), records);
  const timing = wallTiming(saved?.at);
  const agent = createAgent({ id, index: AGENT_INDEX, timing, records, seed: randomInt(2 ** 32) }, saved?.memory);
  const feed = new TableFeed((tables) => {
    const wrong = agent.setTables(tables);
    for (const fault of wrong) log.error({ fault }, 'a fault cannot be read; it is left out');
  });
  feed.start();
  const stopSaving = saveAgain(agent, file);
  const server = createAgentServer({ agent, records, secret });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(AGENT_PORT, HOST, resolve);
  });
  log.info({ port: AGENT_PORT, id }, 'agent is ready');
  process.send?.('ready');
  onStopRequest(async (reason) => {
    log.info({ reason }, 'agent is stopping');
    stopSaving();
    server.close();
    server.closeAllConnections();
    agent.stop();
    await file.save({ memory: agent.memory(), at: agent.pump.now });
    await Promise.all([feed.stop(), records.stop()]);
    unlock();
    process.exit(0);
  });
}

/** An agent that goes on from what was saved; from nothing when another version saved it. */
function createAgent(options: Omit<AgentOptions, 'memory'>, memory: unknown): Agent {
  try {
    return new Agent({ ...options, memory: memory ?? null });
  } catch (error) {
    log.error({ err: error }, 'the saved state is of another version; the agent begins anew');
    return new Agent({ ...options, memory: null });
  }
}

/** Saves the agent's state every few seconds, more seldom when that takes long. */
function saveAgain(agent: Agent, file: SnapshotFile): () => void {
  let timer: NodeJS.Timeout;
  const save = () => {
    const begunAt = performance.now();
    const memory = agent.memory();
    const tookMs = performance.now() - begunAt;
    void file.save({ memory, at: agent.pump.now });
    timer = setTimeout(save, Math.max(SAVE_EVERY_MS, tookMs * SAVING_SHARE));
  };
  timer = setTimeout(save, SAVE_EVERY_MS);
  return () => clearTimeout(timer);
}

start().catch((error: unknown) => {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (isTaken) console.error(`AGENT_PORT is ${AGENT_PORT}: another program already listens on ${HOST}:${AGENT_PORT}.`);
  else log.fatal({ err: error }, 'agent could not start');
  process.exit(1);
});
