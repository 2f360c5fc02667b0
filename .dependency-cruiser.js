// Who may import whom. `npm run lint:imports` checks it, and so does npm test. docs/architecture.md says why.
const SRC = '^extensions/village-assessment/src';

/** Inside the server each floor imports only what stands before it. */
const SERVER_FLOORS = [
	'platform',
	'scoring',
	'notifications',
	'names',
	'access',
	'rulebooks',
	'assessments',
	'evidence',
	'files',
	'adjustments',
	'appeals',
	'public-notices',
	'villages',
	'imports',
	'exports',
	'search',
	'write-pipeline',
	'sheet-import',
	'idempotency',
	'cli',
];

/** The same for the features of the app. */
const APP_FLOORS = [
	'scorecards',
	'evidence',
	'rulebooks',
	'assessments',
	'adjustments',
	'appeals',
	'villages',
	'sheet-import',
	'insights',
	'clerk',
	'start',
];

const APP_ENTRIES = ['modules', 'interfaces', 'displays', 'panels'];

const either = (names) => `(${names.join('|')})`;

/** A rule for each floor: it may not import a floor above it. */
const floors = (side, folder, names) =>
	names.slice(0, -1).map((name, position) => ({
		name: `${side}-${name}-imports-downward`,
		comment: `${folder}/${name} may not import what stands above it: ${names.slice(position + 1).join(', ')}.`,
		severity: 'error',
		from: { path: `${SRC}/${folder}/${name}/` },
		to: { path: `${SRC}/${folder}/${either(names.slice(position + 1))}/` },
	}));

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
	forbidden: [
		{
			name: 'no-circles-of-folders',
			comment: 'Two folders that import each other are one.',
			severity: 'error',
			scope: 'folder',
			from: {},
			to: { circular: true },
		},
		forbid(
			'no-circles',
			'Two files that import each other cannot be read one after the other.',
			{},
			{ circular: true },
		),
		forbid(
			'engine-is-pure',
			'The engine is arithmetic: of packages it imports decimal.js and zod only.',
			{ path: `${SRC}/engine/` },
			{ pathNot: [`${SRC}/engine/`, '^node_modules/(decimal\\.js|zod)/'] },
		),
		forbid(
			'domain-is-pure',
			'The domain is words, tables and contracts for both sides: it imports the engine and zod only.',
			{ path: `${SRC}/domain/` },
			{
				pathNot: [`${SRC}/(engine|domain)/`, '^node_modules/(zod|intl-messageformat|date-fns|safe-stable-stringify)/'],
			},
		),
		forbid('server-without-app', 'Server and app never meet.', { path: `${SRC}/server/` }, { path: `${SRC}/app/` }),
		forbid('app-without-server', 'Server and app never meet.', { path: `${SRC}/app/` }, { path: `${SRC}/server/` }),
		forbid(
			'product-alone',
			'The product imports nothing of tests, seeds and operations.',
			{ path: '^extensions/' },
			{ path: '^(test|seed|ops|bin|schema)/' },
		),
		...floors('server', 'server', SERVER_FLOORS),
		...floors('app', 'app/features', APP_FLOORS),
		forbid(
			'shared-is-lowest',
			'What all screens share knows none of them.',
			{ path: `${SRC}/app/shared/` },
			{ path: `${SRC}/app/(features|${APP_ENTRIES.join('|')})/` },
		),
		forbid(
			'features-without-entries',
			'Modules, interfaces, displays and panels wire; features do not know them.',
			{ path: `${SRC}/app/features/` },
			{ path: `${SRC}/app/${either(APP_ENTRIES)}/` },
		),
		forbid(
			'server-entries-wire',
			'hook.ts and endpoint.ts wire; nothing imports them.',
			{ path: `${SRC}/server/`, pathNot: `${SRC}/server/(hook|endpoint)\\.ts$` },
			{ path: `${SRC}/server/(hook|endpoint)\\.ts$` },
		),
		forbid(
			'test-layers-alone',
			'A layer of tests imports the product and test/support, never another layer.',
			{ path: '^test/(unit|components|properties|integration|e2e|crash|bench)/' },
			{ path: '^test/(unit|components|properties|cases|integration|e2e|crash|bench)/', pathNot: '^test/$1/' },
		),
		forbid(
			'test-support-alone',
			'What layers share knows none of them.',
			{ path: '^test/support/' },
			{ path: '^test/(?!support/)' },
		),
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '/dist/' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			extensions: ['.ts', '.vue', '.mjs', '.js', '.json'],
			exportsFields: ['exports'],
			conditionNames: ['import', 'types', 'default'],
		},
	},
};
