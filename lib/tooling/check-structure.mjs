// npm run check:structure: the rules of structure-rules.mjs over every file of the project.
import fs from 'node:fs';
import path from 'node:path';
import { listProjectFiles } from './project-files.mjs';
import { ROOT } from './settings.mjs';
import { documentReferences, RULES } from './structure-rules.mjs';

const paths = listProjectFiles(ROOT);
const known = new Set(paths.flatMap((file) => [file, ...parentsOf(file)]));
// Made by a command, yet named by documents.
known.add('demo-credentials.json');

/** @param {string} file */
function parentsOf(file) {
  const parts = file.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

const rules = [...RULES, documentReferences(known)];
const problems = paths.flatMap((relative) => {
  const file = { path: relative, read: () => fs.readFileSync(path.join(ROOT, relative), 'utf8') };
  return rules.flatMap((rule) => rule(file));
});
for (const problem of problems) console.log(problem);
console.log(`${rules.length} rules over ${paths.length} files: ${problems.length} problems.`);
process.exitCode = problems.length > 0 ? 1 : 0;
