/**
 * First-load JavaScript of every page of the production build, gzip, against the same build's empty page: what Next
 * itself sends before a page or layout of ours adds anything. One JSON line a page; exit code 1 beyond the budget.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { report } from './report';

const BUDGET_KB = 60;
const BUILD = path.resolve('.next');

const routeStats = z.array(z.object({ route: z.string(), firstLoadChunkPaths: z.array(z.string()) })).min(1);
const buildManifest = z.object({ rootMainFiles: z.array(z.string()).min(1) });

function readBuild<T>(file: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(fs.readFileSync(path.join(BUILD, file), 'utf8')));
}

const sizes = new Map<string, number>();

/** Kilobytes on the wire; every file is compressed by itself. */
function gzipKb(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + sizeOf(file), 0) / 1000;
}

function sizeOf(file: string): number {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const size = gzipSync(fs.readFileSync(path.join(BUILD, file))).byteLength;
  sizes.set(file, size);
  return size;
}

// What is measured are these sources; standard output is for the lines alone.
const build = spawnSync(process.execPath, ['lib/tooling/build.mjs'], { stdio: ['ignore', 2, 2] });
if (build.status !== 0) process.exit(1);
const { rootMainFiles } = readBuild('build-manifest.json', buildManifest);
const emptyKb = gzipKb(rootMainFiles);
const pages = readBuild('diagnostics/route-bundle-stats.json', routeStats);
let isKept = true;
for (const { route, firstLoadChunkPaths } of pages.sort((a, b) => a.route.localeCompare(b.route))) {
  const files = firstLoadChunkPaths.map((file) => path.relative('.next', file));
  isKept =
    report({
      name: `first load ${route}`,
      unit: 'kB gzip',
      ours: gzipKb(files),
      baseline: emptyKb,
      against: 'empty page of the same build',
      budget: { atMostAbove: BUDGET_KB },
    }) && isKept;
}
process.exitCode = isKept ? 0 : 1;
