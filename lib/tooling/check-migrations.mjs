// npm run check:migrations: the migrations build an empty database up to the schema, and nothing is left over.
import path from 'node:path';
import { deploy, diff, migrationFoldersOf } from './migrations.mjs';
import { ROOT } from './settings.mjs';
import { dropDatabase, startTestServer, urlOfDatabase } from './test-databases.mjs';
import { withClient } from './with-client.mjs';

const folders = migrationFoldersOf(ROOT);
const database = `test_${process.pid}_migrations`;
const server = await startTestServer(path.join(ROOT, '.twinline-test'));
try {
  await withClient(server.serverUrl, (client) => client.query(`CREATE DATABASE "${database}"`));
  const url = urlOfDatabase(server.serverUrl, database);
  const applied = await deploy(url, folders);
  const again = await deploy(url, folders);
  const script = await diff(url, folders);
  if (script) console.log(`The schema asks for more than the migrations make (npm run db:new -- NAME):\n${script}`);
  if (again.length > 0) console.log(`A second deploy applied ${again.join(', ')} again.`);
  if (!script && again.length === 0) console.log(`${applied.length} migrations on an empty database; empty diff.`);
  process.exitCode = script || again.length > 0 ? 1 : 0;
} finally {
  await dropDatabase(server.serverUrl, database);
  await server.release();
}
