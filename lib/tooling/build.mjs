// npm run build: the production build, unless these very sources are built already. It needs no database.
import fs from 'node:fs';
import { childEnvironment } from './child-environment.mjs';
import { ensureBuild, withSetupLock } from './project-setup.mjs';
import { readSettings } from './settings.mjs';

const { dataFolder } = readSettings();
fs.mkdirSync(dataFolder, { recursive: true });
const env = childEnvironment({ databaseUrl: 'postgresql://127.0.0.1:1/none', dataFolder });
try {
  await withSetupLock(() => ensureBuild({ env, tell: console.log }));
  console.log('Built.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
