import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeRateLimits } from '@/lib/auth/rate-limit';
import type { AccountRole, Context } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createTenant, type Tenant } from '@/lib/testing/factories-tenant';
import { BY_INPUT, GATED, INNER, OWN_SIGN_IN, SCOPED } from '@/lib/testing/role-table';
import { type FoundVerb, findVerbs } from '@/lib/testing/verbs';
import { isAllowed, type Permission } from './permissions';

const ROOT = process.cwd();
const ROLES: readonly AccountRole[] = ['owner', 'admin', 'developer', 'finance', 'support'];

const verbs = await findVerbs(ROOT);
const byName = new Map(verbs.map((verb) => [verb.name, verb]));
const gated = Object.entries(GATED).flatMap(([permission, names]) =>
  names.map((name) => ({ name, permission: permission as Permission })),
);

let mine: Tenant;
let other: Tenant;

beforeAll(async () => {
  mine = await createTenant('Mine');
  other = await createTenant('Foreign');
});
afterAll(closeRateLimits);

function verbOf(name: string): FoundVerb {
  const verb = byName.get(name);
  if (!verb) throw new Error(`${name} is in the table and nowhere else`);
  return verb;
}

/** What a call answered or refused with, as text; a stream by its first piece. */
async function outcomeOf(run: () => unknown): Promise<{ code: string; text: string }> {
  try {
    const answer = await run();
    const value = isIterator(answer) ? (await answer.next()).value : answer;
    return { code: 'answered', text: textOf(value) };
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, text: error.message };
    return { code: 'failed', text: String(error) };
  }
}

function isIterator(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && 'next' in value && typeof value.next === 'function';
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? one.toString() : one)) ?? '';
}

/** Everything a database holds of an account, table by table, as fingerprints. */
async function fingerprints(accountId: string): Promise<Record<string, string>> {
  const rows = await db.$queryRaw<{ name: string; print: string }[]>`
    SELECT c.table_name AS name, md5(query_to_xml(
             format('SELECT t::text AS row FROM %I t WHERE account_id = %L ORDER BY 1', c.table_name, ${accountId}::text),
             true, false, '')::text) AS print
      FROM information_schema.columns c
     WHERE c.column_name = 'account_id' AND c.table_schema = current_schema() ORDER BY 1`;
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
}

describe('the table', () => {
  it('has a row for every verb there is, and none for any other', () => {
    const listed = [...gated.map(({ name }) => name), ...OWN_SIGN_IN, ...INNER, ...SCOPED, ...BY_INPUT];
    const found = verbs.map(({ name }) => name);
    const withoutRow = found.filter((name) => !listed.includes(name));
    const withoutVerb = listed.filter((name) => !found.includes(name));
    expect({ withoutRow, withoutVerb }).toEqual({ withoutRow: [], withoutVerb: [] });
    expect(listed).toHaveLength(new Set(listed).size);
  });

  it('keeps parts of verbs out of pages, routes and actions', () => {
    const edges = [
      ...fs.readdirSync(path.join(ROOT, 'app'), { recursive: true, encoding: 'utf8' }).map((file) => `app/${file}`),
      ...fs.readdirSync(path.join(ROOT, 'lib')).map((domain) => `lib/${domain}/actions.ts`),
    ].filter((file) => /\.tsx?$/.test(file) && fs.existsSync(path.join(ROOT, file)));
    const imported = edges.flatMap((file) =>
      [
        ...fs.readFileSync(path.join(ROOT, file), 'utf8').matchAll(/import \{([^}]*)\} from '@\/lib\/([\w-]+)/g),
      ].flatMap(([, names = '', domain]) => names.split(',').map((name) => `${domain}.${name.trim()}`)),
    );
    expect(imported.length).toBeGreaterThan(100);
    expect(INNER.filter((name) => imported.includes(name))).toEqual([]);
  });
});

describe('roles', () => {
  const ask = (verb: FoundVerb, ctx: Context) => outcomeOf(() => verb.run(ctx, {}, {}, {}));

  it.each(ROLES)('lets %s do what the role may and refuses the rest, before anything is written', async (role) => {
    const refusing = await createAccount({ isDemo: true });
    const ctx = testContext(refusing, role);
    const before = await fingerprints(refusing.id);
    const wrong: string[] = [];
    for (const { name, permission } of gated.filter((row) => !isAllowed(ctx, row.permission))) {
      const { code, text } = await ask(verbOf(name), ctx);
      if (code !== 'forbidden' || !text.startsWith('You may not ')) wrong.push(`${name}: ${code} ${text}`);
      expect(permission).toBeTruthy();
    }
    expect(wrong).toEqual([]);
    expect(await fingerprints(refusing.id)).toEqual(before);
    for (const { name } of gated.filter((row) => isAllowed(ctx, row.permission))) {
      const { code, text } = await ask(verbOf(name), ctx);
      if (code === 'forbidden') wrong.push(`${name} is allowed and was refused: ${text}`);
    }
    expect(wrong).toEqual([]);
  });

  it('refuse an API key without scopes everything', async () => {
    const ctx: Context = { ...mine.ctx, actor: { type: 'key', keyId: 'key_none', scopes: [] } };
    const before = await fingerprints(mine.ctx.accountId);
    const wrong: string[] = [];
    for (const { name } of gated) {
      const { code, text } = await ask(verbOf(name), ctx);
      if (code !== 'forbidden' || !text.startsWith('This API key may not ')) wrong.push(`${name}: ${code} ${text}`);
    }
    for (const name of OWN_SIGN_IN) {
      const { code } = await ask(verbOf(name), ctx);
      if (code !== 'forbidden' && code !== 'invalid_input') wrong.push(`${name}: ${code}`);
    }
    expect(wrong).toEqual([]);
    expect(await fingerprints(mine.ctx.accountId)).toEqual(before);
  });
});

describe('another account’s ids', () => {
  const reachable = () => [...gated.map(({ name }) => name), ...OWN_SIGN_IN, ...SCOPED, ...BY_INPUT].map(verbOf);

  /** The ids in every place and under every name that a verb could read them from. */
  function* callsWith({ ids }: Tenant): Generator<unknown[]> {
    const named = Object.fromEntries(Object.entries(ids));
    yield [{ ...named, id: ids.rentalId }, named, named];
    for (const id of Object.values(ids)) {
      yield [id, id, id];
      yield [{ ...named, id, target: id, number: ids.number, numbers: [ids.number], rentalIds: [ids.rentalId] }, {}];
    }
  }

  it('show the owner of one nothing of another, and change nothing there', async () => {
    const before = await fingerprints(other.ctx.accountId);
    const leaks: string[] = [];
    for (const verb of reachable()) {
      const inputs = [...callsWith(other)];
      const outcomes = await Promise.all(inputs.map((input) => outcomeOf(() => verb.run(mine.ctx, ...input))));
      for (const { code, text } of outcomes) {
        const leaked = other.secrets.filter((secret) => text.includes(secret));
        if (leaked.length > 0) leaks.push(`${verb.name} (${code}) tells ${leaked.join(', ')}`);
      }
    }
    expect([...new Set(leaks)]).toEqual([]);
    expect(await fingerprints(other.ctx.accountId)).toEqual(before);
  });

  it('would be told: their own owner sees each of these secrets somewhere', async () => {
    const told = new Set<string>();
    const reads = reachable().filter(({ name }) => /\.(list|get|find|describe|export)/.test(name));
    const calls = reads.flatMap((verb) => [...callsWith(other)].map((input) => () => verb.run(other.ctx, ...input)));
    for (const call of calls) {
      if (told.size === other.secrets.length) break;
      const { text } = await outcomeOf(call);
      for (const secret of other.secrets) if (text.includes(secret)) told.add(secret);
    }
    expect([...told].sort()).toEqual([...other.secrets].sort());
  });
});
