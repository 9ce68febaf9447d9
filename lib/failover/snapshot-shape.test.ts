import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createEngine, engineRouter, restore, SNAPSHOT_VERSION, snapshot } from './engine';
import { withChanges } from './policy';
import { encodeGraph } from './snapshot';
import { aCall, aRoute, aTrunk, pairedNumber } from './table-rows';
import { compileTables } from './tables';
import { runCalls } from './trial-calls';

const FILE = path.join(import.meta.dirname, 'snapshot-shape.json');
const CALLER = '15550100';
const tables = compileTables({
  version: 1,
  trunks: ['a1', 'a2', 'b1'].map((id) => aTrunk(id)),
  routes: ['91', '92'].flatMap((prefix) => ['a1', 'a2', 'b1'].map((id, priority) => aRoute(prefix, id, { priority }))),
  numbers: [
    { number: CALLER, accountId: 'account', tied: false, carrierId: 'a', trunkIds: [], fallback: null },
    pairedNumber('91224000', 'a1', 'b1'),
  ],
});
const policy = withChanges({ answerRate: { compareShare: 0.15 } });

/** The keys of every kind of record in the graph, without what depends on traffic: how many there are and what they hold. */
function shapes(root: object): string[] {
  const found = new Set<string>();
  for (const node of encodeGraph(root).nodes) {
    if (typeof node !== 'object' || node === null || !('o' in node) || !Array.isArray(node.o)) continue;
    const keys = node.o.map((entry: unknown) => (Array.isArray(entry) ? String(entry[0]) : ''));
    found.add(keys.sort().join(' '));
  }
  return [...found].sort();
}

/** An engine that has met what makes it remember things: silence, refusals, congestion, an account that is blocked. */
function seasoned() {
  const engine = createEngine({ tables, policy, seed: 1 });
  runCalls(engineRouter(engine), {
    seed: 1,
    untilMs: 200_000,
    rate: () => 20,
    answersOptions: true,
    call: (callId, random) => {
      const destination = `${random() < 0.5 ? '91' : '92'}${String(Math.floor(random() * 1e10)).padStart(10, '0')}`;
      return aCall({ callId, callerNumber: random() < 0.5 ? CALLER : '91224000', destination });
    },
    treatment: ({ trunkId }, at) => {
      if (trunkId === 'a1' && at > 60_000 && at < 70_000) return { silent: true };
      if (trunkId === 'a1' && at > 120_000) return { failing: 1, sipCode: at > 150_000 ? 403 : 503 };
      return trunkId === 'a2' && at > 185_000 ? { silent: true } : {};
    },
  });
  return engine;
}

test('the shape of a snapshot changes with its version only', () => {
  const { state, limits } = seasoned();
  const known: unknown = JSON.parse(fs.readFileSync(FILE, 'utf8'));
  // Where this fails: raise SNAPSHOT_VERSION, since engines that are replaced hand their snapshot on, and keep what is found here.
  expect({ version: SNAPSHOT_VERSION, shapes: shapes({ state, limits: limits.snapshot() }) }).toEqual(known);
});

test('a snapshot of another version is refused', () => {
  const encoded = snapshot(createEngine({ tables, policy, seed: 1 }));
  expect(() => restore({ tables, policy }, encoded)).not.toThrow();
  const older = JSON.parse(JSON.stringify(encoded).replace(`["version",${SNAPSHOT_VERSION}]`, '["version",1]'));
  expect(() => restore({ tables, policy }, older)).toThrow('not a snapshot of this version');
});
