import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './settings.mjs';

/**
 * The last words of a start: where it is, how to sign in to the demo, how to stop it.
 * @param {{ address: string, dataFolder: string }} options
 * @returns {string}
 */
export function bannerOf({ address, dataFolder }) {
  const file = path.join(dataFolder, 'demo-credentials.json');
  const lines = [`Twinline    ${address}`];
  if (fs.existsSync(file)) {
    const { email, password } = JSON.parse(fs.readFileSync(file, 'utf8'));
    lines.push(`Sign in     ${email}  ${password ? `${password}   (${shown(file)})` : 'and the password you set'}`);
  }
  lines.push('Stop        Ctrl-C');
  return `\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/**
 * A file as a person in the project's folder calls it.
 * @param {string} file
 */
export function shown(file) {
  const relative = path.relative(ROOT, file);
  return relative.startsWith('..') ? file : relative;
}
