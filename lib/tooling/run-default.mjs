// Imports a module and, when it has a default export that is a function, calls it with the arguments.
// A number it answers with is the exit code. For commands: node lib/tooling/run-default.mjs BUNDLE …
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [file = '', ...args] = process.argv.slice(2);
const { default: run } = await import(pathToFileURL(path.resolve(file)).href);
if (typeof run === 'function') {
  const answer = await run(args);
  if (typeof answer === 'number') process.exitCode = answer;
}
