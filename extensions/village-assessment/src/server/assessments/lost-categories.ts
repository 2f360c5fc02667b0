// What was decided, or is being voted on, must mean the same in the new version: its category may not be gone from 7 and 8.
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Database } from '#server/platform/database.ts';
import { usableRule } from '#server/scoring/rules.ts';
import { findCategoriesInUse, type CategoryInUse } from './repository/records.ts';

/** The engine would no longer count it, and nobody would have decided that. Drafts are asked when they are proposed. */
export async function refuseLostCategories(
	trx: Database,
	{ assessment, rulebook }: { readonly assessment: string; readonly rulebook: string },
): Promise<void> {
	const inUse = await findCategoriesInUse(trx, { assessment, rulebook });
	const lost = inUse.filter((row) => !hasCategory(row));
	if (lost.length === 0) return;
	const codes = [...new Set(lost.map(({ code }) => code))];
	throw new DomainError(
		'IN_USE',
		{
			thing: { 'zh-CN': '加分扣分类别', 'en-US': 'category of bonus or penalty' },
			used: {
				'zh-CN': `细则 ${codes.join('、')} 的新版本中没有 ${lost.length} 件提案所用的类别`,
				'en-US': `in the new version criteria ${codes.join(', ')} lack the category of ${lost.length} proposals`,
			},
			cure: { 'zh-CN': '未作任何改动。', 'en-US': 'Nothing was changed.' },
		},
		{ codes, items: lost.slice(0, 50).map(({ id }) => id) },
	);
}

function hasCategory(row: CategoryInUse): boolean {
	const rule = usableRule({ ...row, id: row.criterion });
	return rule?.method === 'discretionary' && rule.params.categories.some(({ key }) => key === row.category);
}
