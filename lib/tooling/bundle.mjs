import path from 'node:path';
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

/** Bundles web, worker and agent unless these very sources are bundled already. */
export async function ensureBundle() {
  await onceFor(path.join(ROOT, 'dist/.stamp'), hashContent(ROOT, INPUTS, isOutside), async () => {
    const { build } = await import('esbuild');
    await build({
      entryPoints: {
        web: 'lib/web/main.ts',
        worker: 'lib/worker/main.ts',
        agent: 'lib/agent/main.ts',
        study: 'lib/worker/study.ts',
      },
      ...{ absWorkingDir: ROOT, outdir: 'dist', outExtension: { '.js': '.mjs' } },
      ...{ bundle: true, platform: 'node', target: 'node20', format: 'esm', conditions: ['react-server'] },
      ...{ sourcemap: true, keepNames: true, logLevel: 'silent', plugins: [packagesOutside] },
    });
  });
}
