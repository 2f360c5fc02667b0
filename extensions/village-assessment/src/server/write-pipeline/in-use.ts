// Nothing is deleted that something else depends on: the refusal says what, instead of the database's error.

import { DomainError } from '#domain/errors/domain-error.ts';
import type { Guard, GuardContext } from '#server/platform/guard.ts';
import { countReferring, findBegun, findElectorateOf, findRecordOf, findReferring } from './repository.ts';

interface Use {
	readonly collection: string;
	readonly field: string;
	readonly 'zh-CN': string;
	readonly 'en-US': string;
}

interface Deletable {
	readonly thing: { readonly 'zh-CN': string; readonly 'en-US': string };
	readonly uses: readonly Use[];
	readonly cure: { readonly 'zh-CN': string; readonly 'en-US': string };
}

const INACTIVE = { 'zh-CN': '请改为停用。', 'en-US': 'Make it inactive instead.' };
const REMOVE_FIRST = { 'zh-CN': '请先处理这些记录。', 'en-US': 'Deal with those first.' };
const use = (collection: string, field: string, names: readonly [string, string]): Use => ({
	collection,
	field,
	'zh-CN': names[0],
	'en-US': names[1],
});

/** What depends on a row of each collection; an assessment's scorecards are asked apart, see {@link refuseAssessment}. */
export const USES: Readonly<Record<string, Deletable>> = {
	villages: {
		thing: { 'zh-CN': '村（社区）', 'en-US': 'village' },
		uses: [use('scorecards', 'village', ['评分表', 'scorecards']), use('directus_users', 'village', ['用户', 'users'])],
		cure: INACTIVE,
	},
	rulebooks: {
		thing: { 'zh-CN': '考核细则', 'en-US': 'rulebook' },
		uses: [
			use('assessments', 'rulebook', ['考核', 'assessments']),
			use('indicators', 'rulebook', ['考核指标', 'indicators']),
			use('criteria', 'rulebook', ['评分细则', 'criteria']),
		],
		cure: REMOVE_FIRST,
	},
	indicators: {
		thing: { 'zh-CN': '考核指标', 'en-US': 'indicator' },
		uses: [
			use('indicators', 'parent', ['下级指标', 'sub-indicators']),
			use('criteria', 'indicator', ['评分细则', 'criteria']),
		],
		cure: REMOVE_FIRST,
	},
	criteria: {
		thing: { 'zh-CN': '评分细则', 'en-US': 'criterion' },
		uses: [
			use('evidence_items', 'criterion', ['考核材料', 'evidence items']),
			use('adjustments', 'criterion', ['加分扣分', 'adjustments']),
			use('appeals', 'criterion', ['申诉', 'appeals']),
			use('scorecard_lines', 'criterion', ['各项得分', 'scorecard lines']),
		],
		cure: REMOVE_FIRST,
	},
	assessments: {
		thing: { 'zh-CN': '考核', 'en-US': 'assessment' },
		uses: [],
		cure: {
			'zh-CN': '已有材料或已过筹备阶段的考核须保留。',
			'en-US': 'An assessment with evidence, or past preparing, is kept.',
		},
	},
	adjustments: {
		thing: { 'zh-CN': '加分扣分提案', 'en-US': 'adjustment' },
		uses: [
			use('adjustment_votes', 'adjustment', ['表决', 'votes']),
			use('adjustments', 'revokes', ['撤销提案', 'revocations']),
			use('appeals', 'adjustment', ['申诉', 'appeals']),
		],
		cure: { 'zh-CN': '提案一经提出须保留。', 'en-US': 'Once proposed it is kept.' },
	},
	directus_users: {
		thing: { 'zh-CN': '用户', 'en-US': 'user' },
		uses: [
			use('evidence_items', 'user_created', ['登记的材料', 'items recorded']),
			use('evidence_items', 'verified_by', ['核实的材料', 'items verified']),
			use('adjustments', 'user_created', ['提案', 'proposals']),
			use('adjustments', 'proposed_by', ['提案', 'proposals']),
			use('adjustment_votes', 'member', ['表决', 'votes']),
			use('appeals', 'user_created', ['申诉', 'appeals']),
			use('villages', 'liaison_leader', ['联系的村（社区）', 'villages as liaison leader']),
			use('directus_activity', 'user', ['操作记录', 'activity']),
		],
		cure: {
			'zh-CN': '请改为停用（状态：已暂停），其记录须保留。',
			'en-US': 'Suspend the account instead; its record is kept.',
		},
	},
};

export const inUse: Guard = {
	collections: Object.keys(USES),
	delete: async (keys, context) => {
		const entry = USES[context.collection];
		if (entry === undefined) return;
		if (context.collection === 'assessments') await refuseAssessment(entry, context);
		if (context.collection === 'directus_users') await refuseMembers(entry, context);
		for (const one of entry.uses) await refuseUse(entry, one, context);
	},
};

async function refuseUse({ thing, cure }: Deletable, one: Use, { database, keys }: GuardContext): Promise<void> {
	const items = await findReferring(database, one, keys);
	if (items.length === 0) return;
	const number = await countReferring(database, one, keys);
	const used = { 'zh-CN': `有${one['zh-CN']} ${number} 条`, 'en-US': `it has ${number} ${one['en-US']}` };
	throw new DomainError('IN_USE', { thing, used, cure }, { collection: one.collection, items });
}

/** Whoever was entitled to vote stands in the record, also without having voted. */
async function refuseMembers({ thing, cure }: Deletable, { database, keys }: GuardContext): Promise<void> {
	for (const key of keys) {
		const proposal = await findElectorateOf(database, key);
		if (proposal !== undefined)
			throw new DomainError(
				'IN_USE',
				{ thing, cure, used: { 'zh-CN': '是提案的表决成员', 'en-US': 'a member of the electorate of proposals' } },
				{ collection: 'adjustments', items: [proposal] },
			);
	}
}

/**
 * An assessment goes with its scorecards (by the foreign key, in the same transaction) while it is being prepared and
 * nothing was recorded in it.
 */
async function refuseAssessment(entry: Deletable, context: GuardContext): Promise<void> {
	const { database, keys } = context;
	const begun = await findBegun(database, keys);
	if (begun !== undefined)
		throw new DomainError(
			'IN_USE',
			{
				thing: entry.thing,
				cure: entry.cure,
				used: { 'zh-CN': `「${begun.title}」已过筹备阶段`, 'en-US': `${begun.title} is past preparing` },
			},
			{ collection: 'assessments', items: [begun.id] },
		);
	for (const [collection, zh, en] of [
		['evidence_items', '考核材料', 'evidence items'],
		['adjustments', '加分扣分', 'adjustments'],
		['appeals', '申诉', 'appeals'],
	] as const) {
		const item = await findRecordOf(database, collection, keys);
		if (item !== undefined)
			throw new DomainError(
				'IN_USE',
				{ thing: entry.thing, cure: entry.cure, used: { 'zh-CN': `有${zh}`, 'en-US': `it has ${en}` } },
				{ collection, items: [item] },
			);
	}
}
