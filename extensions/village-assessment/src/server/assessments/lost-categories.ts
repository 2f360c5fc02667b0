// What was decided, or is being voted on, must mean the same in the new version: its category may not be gone from 7 and 8.
import { DomainError } from '#domain/errors/domain-error.ts';
import { rowsOf, type Database } from '#server/platform/database.ts';
import { usableRule } from '#server/scoring/rules.ts';

/** The engine would no longer count it, and nobody would have decided that. Drafts are asked when they are proposed. */
export async function refuseLostCategories(
	trx: Database,
	{ assessment, rulebook }: { readonly assessment: string; readonly rulebook: string },
): Promise<void> {
	const rows = rowsOf(
		await trx.raw(
			`SELECT d.id, d.category, n.id AS criterion, n.code, n.title, n.points, n.method, n.title_en, n.params, n.waivable, n.readings
				FROM adjustments d JOIN scorecards s ON s.id = d.scorecard
			JOIN criteria c ON c.id = d.criterion JOIN criteria n ON n.rulebook = ? AND n.code = c.code
			WHERE s.assessment = ? AND d.status IN ('proposed', 'approved') AND d.revokes IS NULL ORDER BY d.id`,
			[rulebook, assessment],
		),
	);
	const lost = rows.filter((row) => !takes(row));
	if (lost.length === 0) return;
	const codes = [...new Set(lost.map(({ code }) => String(code)))];
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

function takes(row: Record<string, unknown>): boolean {
	const rule = usableRule({ ...row, id: row['criterion'] });
	return rule?.method === 'discretionary' && rule.params.categories.some(({ key }) => key === row['category']);
}
