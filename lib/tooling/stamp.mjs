import fs from 'node:fs';
import path from 'node:path';

/**
 * Does `work` unless it was done for the same `hash` before. The stamp lies in the folder that `work` fills,
 * so that removing the result removes the stamp; it is taken away first, so that work cut off is done again.
 * @param {string} file
 * @param {string} hash
 * @param {() => Promise<void>} work
 */
export async function onceFor(file, hash, work) {
  if (readStamp(file) === hash) return;
  fs.rmSync(file, { force: true });
  await work();
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, hash);
}

/** @param {string} file */
function readStamp(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
}
