// 0.964 written for 96.4 %: a sheet keeps a per cent as a share of one.
import { Decimal, PLAIN_DECIMAL, plain } from '#engine/decimal.ts';
import type { CriterionRule, FactSpec } from '#engine';
import type { PlausibilityWarning, Stated } from './types.ts';

/** A hundred times as much is likely only where it is no more than this many times the target. */
const LIKELY = 3;

export function shareForPercent(
	rule: CriterionRule,
	{ spec, stated }: { readonly spec: FactSpec; readonly stated: Stated },
): PlausibilityWarning | null {
	if (spec.kind !== 'measure' && spec.kind !== 'target') return null;
	const isPercent = spec.percent || /^[%％]$|百分/.test(spec.unit?.['zh-CN'] ?? '');
	const isCounted = (stated.denominator ?? '') !== '';
	const text = String(stated.value ?? '');
	if (!isPercent || isCounted || !PLAIN_DECIMAL.test(text)) return null;
	const value = new Decimal(text);
	const hundredfold = value.times(100);
	const target =
		spec.kind === 'measure' && 'target' in rule.params && rule.params.target !== null
			? new Decimal(rule.params.target)
			: null;
	if (value.lte(0) || value.gt(1) || (spec.max !== null && hundredfold.gt(spec.max))) return null;
	if (target !== null && (target.lte(1) || hundredfold.gt(target.times(LIKELY)))) return null;
	const [as, instead] = [plain(value), plain(hundredfold)];
	const of =
		target === null
			? { 'zh-CN': '', 'en-US': '' }
			: { 'zh-CN': `（目标 ${plain(target)} %）`, 'en-US': ` (the target is ${plain(target)} %)` };
	return {
		code: 'share_for_percent',
		field: 'value',
		text: {
			'zh-CN': `是 ${as} %，还是 ${instead} %？${of['zh-CN']}这里填的是百分数：96.4 % 填 96.4。`,
			'en-US': `Is it ${as} %, or ${instead} %?${of['en-US']} Per cents are entered here: 96.4 for 96.4 %.`,
		},
		meant: { 'zh-CN': `就是 ${as} %`, 'en-US': `It is ${as} %` },
		instead: [{ label: { 'zh-CN': `改为 ${instead} %`, 'en-US': `Make it ${instead} %` }, value: instead, cases: [] }],
	};
}
