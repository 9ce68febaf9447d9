// npm run db:migrate | db:diff | db:status | db:new -- NAME
import { openDatabase } from './database.mjs';
import { deploy, develop, diff, migrationFoldersOf, status } from './migrations.mjs';
import { ROOT } from './settings.mjs';
import { migrateWorkflowSchema } from './workflow-schema.mjs';

const folders = migrationFoldersOf(ROOT);

/**
 * Each command answers with its exit code.
 * @type {Record<string, (url: string, args: string[]) => Promise<number>>}
 */
const commands = {
  async deploy(url) {
    const applied = await deploy(url, folders);
    await migrateWorkflowSchema(url);
    console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'No migration to apply.');
    return 0;
  },
  async new(url, args) {
    const name = args.find((arg) => !arg.startsWith('--'));
    if (!name) throw new Error('Give the migration a name: npm run db:new -- add_something [--draft].');
    const { created, warnings } = await develop(url, folders, { name, draft: args.includes('--draft') });
    for (const warning of warnings) console.log(`Warning: ${warning}`);
    console.log(
      created ? `Created prisma/migrations/${created}.` : 'The migrations and the schema agree: nothing to create.',
    );
    return 0;
  },
  async diff(url) {
    const script = await diff(url, folders);
    console.log(script || 'The migrations and the schema agree.');
    return script ? 2 : 0;
  },
  async status(url) {
    const found = await status(url, folders);
    console.log(JSON.stringify(found, null, 2));
    return found.history || found.failedMigrationNames.length > 0 || found.editedMigrationNames.length > 0 ? 2 : 0;
  },
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`Unknown command "${name}": use ${Object.keys(commands).join(', ')}.`);
  process.exit(1);
}
process.exitCode = 1;
try {
  const database = await openDatabase();
  try {
    process.exitCode = await command(database.url, args);
  } finally {
    await database.release();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}
