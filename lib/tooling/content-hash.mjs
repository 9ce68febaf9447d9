import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * A hash over the names and contents of files and folders; a missing one counts as absent.
 * @param {string} root
 * @param {string[]} paths relative to `root`
 * @param {(relative: string) => boolean} [isSkipped]
 * @returns {string} 16 hexadecimal digits
 */
export function hashContent(root, paths, isSkipped = () => false) {
  const hash = createHash('sha256');
  const visit = (/** @type {string} */ relative) => {
    if (isSkipped(relative)) return;
    const absolute = path.join(root, relative);
    const found = fs.statSync(absolute, { throwIfNoEntry: false });
    if (!found) hash.update(`${relative}\0absent\0`);
    else if (found.isDirectory()) for (const name of fs.readdirSync(absolute).sort()) visit(path.join(relative, name));
    else hash.update(`${relative}\0${found.size}\0`).update(fs.readFileSync(absolute));
  };
  for (const relative of paths) visit(relative);
  return hash.digest('hex').slice(0, 16);
}
