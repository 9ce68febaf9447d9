import { randomInt } from 'node:crypto';
import path from 'node:path';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { startMetrics } from '@/lib/metrics';
import { onStopRequest } from '@/lib/stop-signal';
import { startTracing } from '@/lib/tracing';
import { agentAddress } from './address';
import { closeLeftCalls } from './close-left-calls';
import { lockFolder } from './lock';
import { SavedState } from './saved-state';
import { createAgentServer } from './server';
import { Spool } from './spool';
import { TableFeed } from './table-feed';
import { RecordWriter } from './writer';

const HOST = '127.0.0.1';
/** A new agent waits so long for its first tables before it says that it is ready. */
const FIRST_TABLES_MS = 2_000;

const { AGENT_PORT, AGENT_INDEX, TWINLINE_DATA_DIR } = env();
const id = `agent-${AGENT_INDEX}`;
const folder = path.resolve(TWINLINE_DATA_DIR, id);

async function start(): Promise<void> {
  const unlock = lockFolder(folder);
  startMetrics('agent', id);
  await startTracing('agent');
  const { secret } = await agentAddress();
  const saved = new SavedState(folder);
  const spool = await Spool.open({ folder: path.join(folder, 'spool') });
  const records = new RecordWriter({ agentId: id, spool, refusedFile: path.join(folder, 'refused.ndjson') });
  closeLeftCalls({ openCalls: spool.openCalls(), earlier: spool.earlier }, records);
  const agent = await saved.resume({
    id,
    index: AGENT_INDEX,
    records,
    seed: randomInt(2 ** 32),
    earlier: spool.earlier,
  });
  agent.tellStanding();
  const feed = new TableFeed((tables) => {
    const wrong = agent.setTables(tables);
    for (const fault of wrong) log.error({ fault }, 'a fault cannot be read; it is left out');
    saved.saveTables(tables);
  });
  feed.start();
  saved.keepSaving(agent);
  await feed.firstWithin(agent.hasTables ? 0 : FIRST_TABLES_MS);
  const server = createAgentServer({ agent, records, secret });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(AGENT_PORT, HOST, resolve);
  });
  log.info({ port: AGENT_PORT, id }, 'agent is ready');
  process.send?.('ready');
  onStopRequest(async (reason) => {
    log.info({ reason }, 'agent is stopping');
    saved.stopSaving();
    server.close();
    server.closeAllConnections();
    agent.stop();
    await saved.save(agent);
    await Promise.all([feed.stop(), records.stop()]);
    unlock();
    process.exit(0);
  });
}

start().catch((error: unknown) => {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (isTaken) console.error(`AGENT_PORT is ${AGENT_PORT}: another program already listens on ${HOST}:${AGENT_PORT}.`);
  else log.fatal({ err: error }, 'agent could not start');
  process.exit(1);
});
