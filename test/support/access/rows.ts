// One small world to walk through: two villages, two clerks of the one and one of the other, and of every collection a row of each sort.
import { randomUUID } from 'node:crypto';
import { ROLES } from '#domain/roles.ts';
import type { Instance } from '../harness/index.ts';

/** What the table's words go by. */
export interface Row {
	readonly collection: string;
	readonly id: string | number;
	readonly village?: 'home' | 'away';
	/** Who wrote it or whom it belongs to. */
	readonly by?: string;
	readonly status?: string;
}

type Word = (row: Row, walker: string) => boolean;

const own: Word = ({ by }, walker) => by === walker;
const home: Word = ({ village }) => village === 'home';
const inState =
	(...states: readonly string[]): Word =>
	({ status = '' }) =>
		states.includes(status);
const unattached: Word = ({ village }) => village === undefined;
const both =
	(...words: readonly Word[]): Word =>
	(row, walker) =>
		words.every((word) => word(row, walker));

export const WORDS: Readonly<Record<string, Word>> = {
	all: () => true,
	'own village': home,
	"own village's decided": both(home, inState('approved', 'rejected', 'revoked')),
	"own village's or own unattached": (row, walker) =>
		(home(row, walker) && row.status !== 'proposal') || (unattached(row, walker) && own(row, walker)),
	own: own,
	'own account': own,
	'own role': own,
	'own and general': (row, walker) => own(row, walker) || row.by === 'everyone',
	'own unattached': both(own, unattached),
	unattached: unattached,
	"own village's drafts and returned": both(home, inState('draft', 'returned')),
	"own village's not verified": both(home, ({ status }) => status !== 'verified'),
	'own drafts': both(own, inState('draft')),
	"own village's open": both(home, inState('open')),
	drafts: inState('draft'),
	'not drafts': (row) => row.status !== 'draft',
	'not verified': (row) => row.status !== 'verified',
	'in preparation': inState('preparing'),
};

const USERS = {
	office: { role: ROLES.office },
	clerk: { role: ROLES.clerk, village: 'home' },
	colleague: { role: ROLES.clerk, village: 'home' },
	stranger: { role: ROLES.clerk, village: 'away' },
	villageless: { role: ROLES.clerk },
	leader: { role: ROLES.leader },
	auditor: { role: ROLES.auditor },
} as const satisfies Record<string, { role: string; village?: 'home' | 'away' }>;
export type UserName = keyof typeof USERS;
const userNames = [
	'office',
	'clerk',
	'colleague',
	'stranger',
	'villageless',
	'leader',
	'auditor',
] as const satisfies readonly UserName[];

export const tokenOf = (user: string): string | null => (user === 'public' ? null : `token-of-${user}`);

const VILLAGES = ['home', 'away'] as const;
/** Found nowhere but in the other village's records: no answer to a clerk may contain it. */
export const SECRET = 'Geheimnis-der-anderen';

export interface World {
	readonly rows: readonly Row[];
	readonly users: Readonly<Record<UserName, string>>;
	readonly villages: Readonly<Record<'home' | 'away', string>>;
	/** The one row that is like this. */
	readonly the: (collection: string, like: { readonly [Tag in keyof Row]?: Row[Tag] | undefined }) => string;
	/** Puts back what a test has deleted. */
	readonly restore: () => Promise<void>;
}

/** Written past the API, so that no guard has a say in what there is. */
export async function makeWorld({ database }: Instance): Promise<World> {
	const rows: Row[] = [];
	const written: { table: string; row: Record<string, unknown> }[] = [];
	const write = async (table: string, row: Record<string, unknown>): Promise<void> => {
		await database(table).insert(row);
		written.push({ table, row });
	};
	const add = async (collection: string, row: Record<string, unknown>, tags: Partial<Row> = {}): Promise<string> => {
		const id = randomUUID();
		await write(collection, { id, ...row });
		rows.push({ ...tags, collection, id });
		return id;
	};
	/** Where the database numbers the rows. */
	const addNumbered = async (
		collection: string,
		row: Record<string, unknown>,
		tags: Partial<Row> = {},
	): Promise<void> => {
		const [made] = await database(collection).insert(row).returning('id');
		const id = Number(typeof made === 'object' ? made.id : made);
		written.push({ table: collection, row: { id, ...row } });
		rows.push({ ...tags, collection, id });
	};

	const villages = { home: '', away: '' };
	for (const village of VILLAGES)
		villages[village] = await add(
			'villages',
			{
				code: village,
				name: village === 'home' ? '本村' : SECRET,
				kind: 'village',
				designated_poor: false,
				active: true,
			},
			{ village },
		);

	const users: Record<UserName, string> = {
		office: '',
		clerk: '',
		colleague: '',
		stranger: '',
		villageless: '',
		leader: '',
		auditor: '',
	};
	for (const name of userNames) {
		const { role, village } = { village: undefined, ...USERS[name] };
		users[name] = await add(
			'directus_users',
			{
				email: `${name}@example.com`,
				first_name: name === 'stranger' ? SECRET : name,
				role,
				village: village === undefined ? null : villages[village],
				status: 'active',
				provider: 'default',
				token: tokenOf(name),
			},
			{ by: name, ...(village !== undefined && { village }) },
		);
	}
	for (const name of ['office', 'clerk', 'leader', 'auditor'] as const)
		rows.push({ collection: 'directus_roles', id: ROLES[name], by: name });

	for (const status of ['draft', 'published']) {
		const rulebook = await add(
			'rulebooks',
			{ code: `WALK-${status}`, version: '1', title: status, status, points: 1 },
			{ status },
		);
		const indicator = await add('indicators', { rulebook, code: 'W', title: 'W', points: 1 }, { status });
		const criterion = await add(
			'criteria',
			{
				rulebook,
				indicator,
				code: 'W.1',
				title: 'W.1',
				points: 1,
				method: 'gate',
				waivable: false,
				params: JSON.stringify({ label: { 'zh-CN': '有' } }),
			},
			{ status },
		);
		if (status === 'draft') continue;
		await add(
			'assessments',
			{ title: 'not yet', year: 2028, rulebook, status: 'preparing', approval_share: 0.5, vote_days: 7 },
			{ status: 'preparing' },
		);
		const assessment = await add(
			'assessments',
			{ title: 'under way', year: 2026, rulebook, status: 'collecting', approval_share: 0.5, vote_days: 7 },
			{ village: 'home', status: 'collecting' },
		);
		for (const village of VILLAGES) await records({ add, village, villages, users, assessment, criterion });
		await add('public_notices', {
			assessment,
			number: 1,
			kind: 'notice',
			digest: 'x',
			document: SECRET,
			published_at: new Date(),
		});
	}
	await add('holidays', { date: '2026-10-01', name: '国庆节', kind: 'holiday' });
	await add('official_forms', { title: '登记表', active: true });

	const folder = await add('directus_folders', { name: SECRET });
	for (const by of ['office', 'clerk', 'leader', 'stranger'] as const)
		await add(
			'directus_files',
			{
				storage: 'local',
				filename_disk: `${by}.txt`,
				filename_download: `${by}.txt`,
				title: by === 'stranger' ? SECRET : by,
				type: 'text/plain',
				uploaded_by: users[by],
				folder,
			},
			{ by },
		);

	for (const by of ['office', 'clerk', 'leader', 'auditor', 'stranger'] as const) {
		const [what, item] = by === 'stranger' ? [SECRET, villages.away] : [by, villages.home];
		await addNumbered('directus_presets', { user: users[by], collection: 'villages', bookmark: what }, { by });
		await addNumbered('directus_notifications', { recipient: users[by], subject: what, status: 'inbox' }, { by });
		await add('directus_comments', { collection: 'villages', item, comment: what, user_created: users[by] }, { by });
		await add('directus_shares', { name: what, collection: 'villages', item, user_created: users[by] }, { by });
		await addNumbered('directus_activity', { action: 'update', user: users[by], collection: 'villages', item }, { by });
	}
	await addNumbered('directus_presets', { collection: 'holidays', bookmark: 'for everyone' }, { by: 'everyone' });
	const activity = rows.find(({ collection, by }) => collection === 'directus_activity' && by === 'stranger')?.id;
	await addNumbered('directus_revisions', {
		activity,
		collection: 'villages',
		item: villages.away,
		data: JSON.stringify({ name: SECRET }),
		delta: JSON.stringify({ name: SECRET }),
	});
	const dashboard = await add('directus_dashboards', { name: 'all villages' });
	await add('directus_panels', { dashboard, type: 'label', position_x: 1, position_y: 1, width: 4, height: 4 });
	const flow = await add('directus_flows', { name: 'flow', status: 'inactive', trigger: 'manual' });
	await add('directus_operations', { key: 'one', type: 'log', position_x: 1, position_y: 1, flow });
	await add('directus_translations', { key: 'walk', language: 'zh-CN', value: 'walk' });

	return {
		rows,
		users,
		villages,
		the: (collection, like) => {
			const found = rows.filter((row) => row.collection === collection && matches(row, like));
			if (found.length !== 1) throw new Error(`${found.length} rows of ${collection} are like ${JSON.stringify(like)}`);
			return String(found[0]?.id);
		},
		restore: async () => {
			for (const table of new Set(written.map((one) => one.table))) {
				const ids: { id: unknown }[] = await database(table).select('id');
				const there = new Set(ids.map(({ id }) => id));
				for (const one of written)
					if (one.table === table && !there.has(one.row['id'])) await database(table).insert(one.row);
			}
		},
	};
}

/** `undefined` asks for a row that has no such thing. */
const matches = (row: Row, like: object): boolean =>
	Object.entries(like).every(([key, value]) => Object.entries(row).find(([name]) => name === key)?.[1] === value);

interface Place {
	readonly add: (collection: string, row: Record<string, unknown>, tags?: Partial<Row>) => Promise<string>;
	readonly village: 'home' | 'away';
	readonly villages: Readonly<Record<'home' | 'away', string>>;
	readonly users: Readonly<Record<UserName, string>>;
	readonly assessment: string;
	readonly criterion: string;
}

/** A village's part in the assessment. What is in the other one carries the secret. */
async function records({ add, village, villages, users, assessment, criterion }: Place): Promise<void> {
	const text = village === 'home' ? 'ours' : SECRET;
	const total = village === 'home' ? 11.25 : 77.75;
	const scorecard = await add(
		'scorecards',
		{
			assessment,
			village: villages[village],
			label: text,
			village_name: text,
			village_kind: 'village',
			total,
			attainable: total,
			rank: 1,
		},
		{ village },
	);
	await add(
		'village_changes',
		{ village: villages[village], kind: 'renamed', text, action: randomUUID(), user_created: users.office },
		{ village },
	);
	await add(
		'scorecard_lines',
		{ scorecard, criterion, awarded: total, attainable: total, state: 'assessed', explanation: text },
		{ village },
	);

	const file = (by: UserName, tags: Partial<Row>): Promise<string> =>
		add(
			'directus_files',
			{
				storage: 'local',
				filename_disk: `${village}-${by}.txt`,
				filename_download: `${text}.txt`,
				title: text,
				type: 'text/plain',
				uploaded_by: users[by],
			},
			{ village, ...tags },
		);
	const clerks: readonly UserName[] = village === 'home' ? ['clerk', 'colleague'] : ['stranger'];
	for (const by of [...clerks, 'office'] as const) {
		for (const status of ['draft', 'submitted', 'verified', 'returned']) {
			const tags = { village, by, status };
			const item = await add(
				'evidence_items',
				{ scorecard, criterion, fact: 'met', value: 1, note: text, status, user_created: users[by] },
				tags,
			);
			await add(
				'evidence_items_files',
				{ evidence_items_id: item, directus_files_id: await file(by, { by, status: 'proof' }), sort: 1 },
				tags,
			);
		}
		for (const status of ['open', 'dismissed']) {
			const appeal = await add(
				'appeals',
				{ scorecard, criterion, text, status, user_created: users[by] },
				{ village, by, status },
			);
			await add(
				'appeals_files',
				{ appeals_id: appeal, directus_files_id: await file(by, { by, status: 'appeal' }) },
				{ village, by, status },
			);
		}
	}
	for (const by of ['office', 'leader'] as const) {
		for (const status of ['draft', 'proposed', 'approved']) {
			const adjustment = await add(
				'adjustments',
				{ scorecard, criterion, category: 'innovation', occurrences: 1, reason: text, status, user_created: users[by] },
				{ village, by, status },
			);
			await add(
				'adjustments_files',
				{ adjustments_id: adjustment, directus_files_id: await file(by, { by, status: 'proposal' }) },
				{ village, by, status },
			);
			if (status === 'proposed')
				await add(
					'adjustment_votes',
					{ adjustment, member: users.leader, vote: 'approve', comment: text, cast_at: new Date() },
					{ village, by: 'leader' },
				);
		}
	}
}
