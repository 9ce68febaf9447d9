import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashContent } from './content-hash.mjs';
import { ROOT } from './settings.mjs';
import { onceFor } from './stamp.mjs';

/** Where web, worker and agent lie as plain JavaScript: they start in a third of the time they take from source. */
export const BUNDLE = { web: 'dist/web.mjs', worker: 'dist/worker.mjs', agent: 'dist/agent.mjs' };

const INPUTS = ['lib', 'prisma/generated/.stamp', 'tsconfig.json', 'package-lock.json'];

/** @param {string} relative */
function isOutside(relative) {
  return /\.test\.tsx?$/.test(relative) || /^lib\/(testing|tooling\/(?!bundle))/.test(relative);
}

/**
 * Packages stay outside the bundle, except data, which Node would want import attributes for.
 * @type {import('esbuild').Plugin}
 */
const packagesOutside = {
  name: 'packages-outside',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) => {
      if (kind === 'entry-point' || name.startsWith('@/') || name.endsWith('.json')) return null;
      // Next has no exports map, so Node wants the file's name.
      return { path: /^next\/[\w/]+$/.test(name) ? `${name}.js` : name, external: true };
    });
  },
};

/**
 * What a source says of its own place stays true in the bundle: it finds its data and its worker threads by it.
 * @type {import('esbuild').Plugin}
 */
const ownPlaces = {
  name: 'own-places',
  setup(build) {
    build.onLoad({ filter: /\.(tsx?|mjs)$/, namespace: 'file' }, ({ path: file }) => {
      const source = fs.readFileSync(file, 'utf8');
      if (!source.includes('import.meta.')) return null;
      const contents = source
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href));
      return { contents, loader: file.endsWith('.mjs') ? 'js' : file.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
const SETTINGS = {
  ...{ absWorkingDir: ROOT, bundle: true, platform: 'node', target: 'node20', format: 'esm', keepNames: true },
  ...{ conditions: ['react-server'], sourcemap: true, logLevel: 'silent' },
};

/**
 * Bundles a command and answers where it lies: it starts sooner from one module than from hundreds, and long work
 * runs faster.
 * @param {string} entry
 */
export async function bundleCommand(entry) {
  const { build } = await import('esbuild');
  const outfile = path.join('dist/commands', `${entry.replace(/\.ts$/, '')}.mjs`);
  const more = { entryPoints: [entry], outfile, plugins: [ownPlaces, packagesOutside], write: false };
  const { outputFiles = [] } = await build({ ...SETTINGS, ...more });
  for (const { path: file, contents } of outputFiles) replaceFile(file, contents);
  return outfile;
}

/**
 * At once: the same command may be starting elsewhere.
 * @param {string} file
 * @param {Uint8Array} contents
 */
function replaceFile(file, contents) {
  const fresh = `${file}.${process.pid}`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(fresh, contents);
  fs.renameSync(fresh, file);
}

/** Bundles web, worker and agent unless these very sources are bundled already. */
export async function ensureBundle() {
  await onceFor(path.join(ROOT, 'dist/.stamp'), hashContent(ROOT, INPUTS, isOutside), async () => {
    const { build } = await import('esbuild');
    await build({
      ...{ ...SETTINGS, plugins: [packagesOutside], outdir: 'dist', outExtension: { '.js': '.mjs' } },
      entryPoints: {
        web: 'lib/web/main.ts',
        worker: 'lib/worker/main.ts',
        agent: 'lib/agent/main.ts',
        study: 'lib/worker/study.ts',
      },
    });
  });
}
