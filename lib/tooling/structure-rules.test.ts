import { expect, test } from 'vitest';
import * as rules from './structure-rules.mjs';

const file = (path: string, text = '') => ({ path, read: () => text });

test.each([
  ['lib/numbers/schema.ts', 0],
  ['lib/numbers/queries-places.ts', 0],
  ['lib/numbers/release-number.ts', 0],
  ['lib/numbers/release-number.test.ts', 0],
  ['lib/numbers/number-things.ts', 1],
  ['lib/numbers/deep/buy.ts', 1],
  ['lib/web/anything.ts', 0],
])('vocabulary of a domain: %s', (path, problems) => {
  expect(rules.domainVocabulary(file(path))).toHaveLength(problems);
});

test.each([
  ['lib/numbers/utils.ts', 1],
  ['components/common/x.tsx', 1],
  ['lib/money/index.ts', 0],
])('names that say nothing: %s', (path, problems) => {
  expect(rules.namesThatSayNothing(file(path))).toHaveLength(problems);
});

test.each([
  ['app/(console)/phone-numbers/[number]/page.tsx', 0],
  ['app/api/auth/[...nextauth]/route.ts', 0],
  ['components/ui/StateBadge.tsx', 1],
  ['lib/my_thing/index.ts', 1],
  ['prisma/migrations/20261122080000_init/migration.sql', 0],
])('kebab-case: %s', (path, problems) => {
  expect(rules.kebabCase(file(path))).toHaveLength(problems);
});

test.each([
  ['lib/env.ts', 0],
  ['next.config.ts', 0],
  ['lib/tooling/start.mjs', 0],
  ['lib/log.ts', 1],
  ['app/page.tsx', 1],
])('settings are read in one place: %s', (path, problems) => {
  expect(rules.environmentInOnePlace(file(path, `const port = process${'.env'}.PORT;`))).toHaveLength(problems);
});

test.each([
  ['app/page.tsx', "'use client';", 1],
  ['app/error.tsx', "'use client';", 0],
  ['app/(console)/billing/page.tsx', "import x from 'y';", 0],
  ['components/ui/button.tsx', "'use client';", 0],
])('pages are server components: %s', (path, text, problems) => {
  expect(rules.serverPages(file(path, text))).toHaveLength(problems);
});

test('SQL is tagged, and nothing is left to do', () => {
  expect(rules.taggedSql(file('lib/numbers/queries.ts', 'db.$queryRawUnsafe(sql)'))).toHaveLength(1);
  expect(rules.taggedSql(file('lib/numbers/queries.ts', 'db.$queryRaw`SELECT 1`'))).toHaveLength(0);
  expect(rules.nothingLeftToDo(file('lib/a.ts', `// ${'TO'}${'DO'}: later`))).toHaveLength(1);
});

test('documents name only what exists', () => {
  const check = rules.documentReferences(new Set(['lib/env.ts', 'lib', '.env.example', 'README.md']));
  const text =
    'See `lib/env.ts`, [the readme](README.md#top), `lib/gone.ts`, `npm start`, `/api/health`, `lib/<domain>/x.ts`.';
  expect(check(file('ARCHITECTURE.md', text))).toEqual(['ARCHITECTURE.md: names lib/gone.ts, which does not exist.']);
});

test.each([
  ['lib/failover/decide.ts', 'const at = Date.now();', 1],
  ['lib/simulator/random.ts', 'return Math.random();', 1],
  ['lib/simulator/command.ts', 'const at = performance.now();', 0],
  ['lib/failover/decide.test.ts', 'Math.random()', 0],
  ['lib/worker/main.ts', 'Date.now()', 0],
])('time and chance come from outside: %s', (path, text, problems) => {
  expect(rules.noClockAndNoChance(file(path, text))).toHaveLength(problems);
});
