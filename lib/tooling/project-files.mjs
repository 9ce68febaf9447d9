import fs from 'node:fs';
import path from 'node:path';

/** Not ours, or made by a command. */
const SKIPPED = new Set([
  ...[
    'node_modules',
    '.git',
    '.next',
    'dist',
    'coverage',
    'playwright-report',
    'test-results',
    'shots',
    'bench-results',
  ],
  'prisma/generated',
]);

/**
 * The project's own files, relative to its root; read from the disk because a download has no .git.
 * @param {string} root
 * @returns {string[]}
 */
export function listProjectFiles(root) {
  /** @type {string[]} */
  const files = [];
  const visit = (/** @type {string} */ folder) => {
    for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const relative = folder ? `${folder}/${entry.name}` : entry.name;
      if (SKIPPED.has(relative) || entry.name.startsWith('.twinline')) continue;
      if (entry.isDirectory()) visit(relative);
      else if (entry.isFile()) files.push(relative);
    }
  };
  visit('');
  return files.sort();
}
