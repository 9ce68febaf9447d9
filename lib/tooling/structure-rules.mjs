import path from 'node:path';

/**
 * The project's shape, as far as no other tool checks it. Each rule looks at one file and says what is wrong
 * with it, in sentences that begin with the file's name.
 * @typedef {{ path: string, read: () => string }} ProjectFile
 * @typedef {(file: ProjectFile) => string[]} StructureRule
 */

const DOMAINS = [
  'accounts',
  'alerts',
  'applications',
  'audit',
  'billing',
  'bulk',
  'calls',
  'compliance',
  'keys',
  'network',
  'numbers',
  'operations',
  'overview',
  'provisioning',
  'rehearsals',
  'rentals',
  'team',
  'webhooks',
];

/** What a file of a domain may be called besides a verb: schema.ts, types.ts and so on. */
const VOCABULARY = /^(schema|types|actions|format|index|command|(rules|queries)(-[a-z0-9-]+)?)\.ts$/;

/** A write verb's file begins with its verb. Add one here when a domain learns it. */
const VERBS = new Set(
  (
    'accept activate add authenticate buy cancel capture change check claim collect compose count create disable enable encrypt expire explain export fail fill find ' +
    'drain end ensure follow force generate hang import invite join link list listen mark move notify pair parse pick place plan post protect provision purchase quote raise read record release remind remove rename renew ' +
    'reserve retry return reveal revive revoke rotate save search send set settle start stop submit suspend switch transfer update withdraw'
  ).split(' '),
);

const SOURCE = /\.(ts|tsx|mjs)$/;
const TEST = /\.(test|spec)\.tsx?$/;

/** @type {StructureRule} */
export function domainVocabulary(file) {
  const [top, domain = '', ...rest] = file.path.split('/');
  if (top !== 'lib' || !DOMAINS.includes(domain)) return [];
  const name = rest.join('/');
  const verb = /^([a-z]+)(-[a-z0-9]+)*\.ts$/.exec(name)?.[1];
  if (name === 'README.md' || TEST.test(name) || VOCABULARY.test(name) || (verb && VERBS.has(verb))) return [];
  return [
    `${file.path}: a domain's file is schema, types, rules, queries, actions, format, index or begins with a verb.`,
  ];
}

const EMPTY_NAMES = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'constants', 'shared']);

/** @type {StructureRule} */
export function namesThatSayNothing(file) {
  const parts = file.path.replace(/\.[^/]*$/, '').split('/');
  const found = parts.filter((part) => EMPTY_NAMES.has(part));
  return found.map((part) => `${file.path}: "${part}" says nothing; name it after what it holds.`);
}

/** Kebab-case, or one of Next's forms: (group), [parameter], [...rest], @slot. */
const SEGMENT = /^(\.?[a-z0-9]+([.-][a-z0-9]+)*|\([a-z0-9-]+\)|\[{1,2}(\.\.\.)?[a-zA-Z]+\]{1,2}|@[a-z0-9-]+)$/;

/** @type {StructureRule} */
export function kebabCase(file) {
  // Root documents and readmes shout by custom; migrations and fixtures are named by their tools.
  if (!/^(app|components|lib|e2e|bench|public)\//.test(file.path)) return [];
  const wrong = file.path.split('/').filter((part) => part !== 'README.md' && !SEGMENT.test(part));
  return wrong.map((part) => `${file.path}: "${part}" is not kebab-case.`);
}

/** @type {StructureRule} */
export function environmentInOnePlace(file) {
  if (!SOURCE.test(file.path)) return [];
  const isAllowed =
    file.path === 'lib/env.ts' ||
    /^[^/]+\.config\.(ts|mjs)$/.test(file.path) ||
    /^lib\/tooling\/.*\.mjs$/.test(file.path);
  const text = file.read();
  const problems = [];
  if (!isAllowed && /\bprocess\.env\b/.test(text))
    problems.push(`${file.path}: read settings through env() of lib/env.ts.`);
  // Baked in at build time, while who runs Twinline sets values at run time. (Split, not to find itself.)
  if (text.includes(`NEXT_${'PUBLIC_'}`))
    problems.push(`${file.path}: public variables are fixed at build time; use none.`);
  return problems;
}

/** @type {StructureRule} */
export function serverPages(file) {
  if (!/^app\/(.*\/)?(page|layout|template|route|default)\.tsx?$/.test(file.path)) return [];
  return /^\s*['"]use client['"]/m.test(file.read())
    ? [`${file.path}: pages are server components; move the leaf out.`]
    : [];
}

/** @type {StructureRule} */
export function taggedSql(file) {
  if (!SOURCE.test(file.path) || file.path.startsWith('lib/tooling/')) return [];
  const found = /\$(query|execute)RawUnsafe\b/.exec(file.read());
  return found ? [`${file.path}: write SQL as a tagged template; ${found[0]} takes any string.`] : [];
}

/** @type {StructureRule} */
export function nothingLeftToDo(file) {
  if (!SOURCE.test(file.path) || file.path === 'lib/tooling/structure-rules.mjs') return [];
  const found = /(?:\/\/|\*|\{\/\*)\s*(TODO|FIXME|XXX|HACK)\b/.exec(file.read());
  return found ? [`${file.path}: ${found[1]}: do it, or open an issue.`] : [];
}

/**
 * The engine and the simulation of it take time and chance from outside, so that a run can be repeated exactly.
 * @type {StructureRule}
 */
export function noClockAndNoChance(file) {
  const isPure = /^lib\/(failover|simulator)\//.test(file.path) && SOURCE.test(file.path) && !TEST.test(file.path);
  // What talks to a terminal may know the time.
  if (!isPure || /^lib\/simulator\/(command|report\/progress-bar)\.ts$/.test(file.path)) return [];
  const found = /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|crypto\.)/.exec(file.read());
  return found ? [`${file.path}: ${found[1]} makes a run that cannot be repeated; take it as an argument.`] : [];
}

const DOCUMENT = /^[A-Z]+\.md$/;
/** Written as a path: in backquotes or a link, with a slash or a known ending. */
const REFERENCE = /`([^`\s]+)`|\]\(([^)\s#]+)(?:#[^)]*)?\)/g;

/**
 * Every path a root document names exists.
 * @param {ReadonlySet<string>} known files and folders
 * @returns {StructureRule}
 */
export function documentReferences(known) {
  return (file) => {
    if (!DOCUMENT.test(file.path)) return [];
    const named = [...file.read().matchAll(REFERENCE)].map((match) => match[1] ?? match[2] ?? '');
    const missing = named.map(cleanReference).filter((reference) => isPath(reference) && !known.has(reference));
    return [...new Set(missing)].map((reference) => `${file.path}: names ${reference}, which does not exist.`);
  };
}

/** @param {string} reference */
function cleanReference(reference) {
  return path.posix.normalize(reference.replace(/:\d+$/, '').replace(/\/$/, ''));
}

/** A path of the project, not a URL, a route, a package or a pattern. @param {string} reference */
function isPath(reference) {
  if (/[*{}<>$|…=,;:"'\\]|^\.\.|^\/|^@|^-|\.\.\./.test(reference)) return false;
  return (
    /^(app|components|lib|prisma|e2e|bench|deploy|public|\.ci|\.github)(\/|$)/.test(reference) ||
    /^[\w.-]+\.(md|ts|mjs|json|yaml)$/.test(reference)
  );
}

/** @type {StructureRule[]} */
export const RULES = [
  ...[domainVocabulary, namesThatSayNothing, kebabCase, environmentInOnePlace],
  ...[serverPages, taggedSql, nothingLeftToDo, noClockAndNoChance],
];
