import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A function that acts for somebody: its first parameter is the context. */
export interface FoundVerb {
  /** Folder below lib and name: "billing.exportLedger". */
  name: string;
  run: (ctx: unknown, ...rest: unknown[]) => unknown;
}

/** Files that hold no verbs: what runs as a program, and what needs a request around it. */
const NO_VERBS = /(\.test|\.d)\.ts$|^(actions|command|schema|types|format|stream)\.ts$/;
/** Folders without verbs: pure code, processes, tools. */
const NO_DOMAINS = new Set(['agent', 'failover', 'simulator', 'testing', 'tooling', 'web', 'worker']);
const TAKES_CONTEXT = /^(?:async\s+)?(?:function\s*\*?\s*)?[\w$]*\s*\(\s*ctx\b/;

function domainFiles(root: string): string[] {
  const lib = path.join(root, 'lib');
  return fs
    .readdirSync(lib, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NO_DOMAINS.has(entry.name))
    .flatMap(({ name }) =>
      fs
        .readdirSync(path.join(lib, name))
        .filter((file) => file.endsWith('.ts') && !NO_VERBS.test(file))
        .map((file) => path.join(lib, name, file)),
    );
}

/** Every verb and query below lib, found by what the files export. */
export async function findVerbs(root: string): Promise<FoundVerb[]> {
  const found = new Map<unknown, FoundVerb>();
  for (const file of domainFiles(root)) {
    const domain = path.basename(path.dirname(file));
    const module: Record<string, unknown> = await import(pathToFileURL(file).href);
    for (const [name, value] of Object.entries(module)) {
      if (typeof value !== 'function' || !TAKES_CONTEXT.test(String(value))) continue;
      // An index exports again what a file does: the first name stays.
      const known = found.get(value);
      if (!known) found.set(value, { name: `${domain}.${name}`, run: (ctx, ...rest) => value(ctx, ...rest) });
    }
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
