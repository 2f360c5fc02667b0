// The page of the verifier: hands the chosen files to verify-result.mjs and shows what it finds.
import { problemsOf } from './verify-result.mjs';

const { document } = globalThis;
const chinese = document.documentElement.lang === 'zh-CN';
const outcome = document.getElementById('outcome');

document.getElementById('files').addEventListener('change', async ({ target }) => {
	outcome.replaceChildren();
	const read = await Promise.all(
		[...target.files].map(async (file) => {
			try {
				return { name: file.name, result: JSON.parse(await file.text()) };
			} catch {
				return { name: file.name, result: null };
			}
		}),
	);
	const results = read.map(({ result }) => result);
	for (const { name, result } of read) {
		const problems = await problemsOf(result, results);
		const heading = document.createElement('h2');
		heading.textContent = `${name}：${verdict(problems.length)}`;
		const list = document.createElement('ul');
		for (const { zh, en } of problems) {
			const item = document.createElement('li');
			item.textContent = chinese ? zh : en;
			list.append(item);
		}
		outcome.append(heading, list);
	}
});

function verdict(count) {
	if (count === 0) return chinese ? '合计、名次、校验码全部相符' : 'sums, ranks and digest fit';
	return chinese ? `有 ${count} 处不符` : `${count} things do not fit`;
}
