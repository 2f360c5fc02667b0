// node --import in-directus.mjs …: Directus keeps, reads and compares days by days.mjs. Nothing in its files is changed: its text is,
// as it is loaded. A version of Directus that no longer has the lines in question does not start, and says so.
import { URL } from 'node:url';
import module from 'node:module';

/** What the extension looks for: without it days would be written in two ways. */
const KEPT = Symbol.for('village-assessment.days');
/** The start script has its copy, the packed archive another: the first one does it all. */
const isFirst = !(KEPT in globalThis);
globalThis[KEPT] = true;

const DAYS = new URL('days.mjs', import.meta.url).href;
const PACKAGES = '/node_modules/';
const API = '@directus/api/dist/';

/** Per module: what is imported from days.mjs, and which lines are replaced by which. */
const CHANGES = {
	[`${API}services/payload.js`]: {
		uses: ['readDay', 'writtenDay'],
		lines: [
			// How many there are is no day.
			[
				'acc.push(...values.map((value) => [`${key}->${value}`, value]));',
				'if (key === "min" || key === "max") acc.push(...values.map((value) => [`${key}->${value}`, value]));',
			],
			[
				'if (!value) continue;\n\t\t\tif (action === "read") {\n\t\t\t\tif (typeof value === "number"',
				`if (!value) continue;
			if (dateColumn.type === "date") {
				const day = action === "read" ? readDay(value) : value.isRawInstance ? value : writtenDay(value);
				if (day === null) throw new InvalidPayloadError({ reason: \`Invalid Date format in field "\${dateColumn.field}"\` });
				payload[name] = day;
				continue;
			}
			if (action === "read") {
				if (typeof value === "number"`,
			],
		],
	},
	[`${API}database/run-ast/lib/apply-query/filter/operator.js`]: {
		uses: ['compared'],
		lines: [
			[
				'].includes(type)) if (Array.isArray(compareValue)) compareValue = compareValue.map((val) => ' +
					'helpers.date.parse(val));\n\t\telse compareValue = helpers.date.parse(compareValue);',
				'].includes(type)) compareValue = compared(compareValue, { type, date: helpers.date, refuse: ' +
					'(given) => new InvalidQueryError({ reason: `"${given}" is no date for "${field}"; write it ' +
					'like 2026-05-03` }) });',
			],
		],
	},
	[`${API}database/helpers/fn/dialects/sqlite.js`]: {
		uses: ['sqliteMoment'],
		lines: [
			// The weeks of ISO 8601, as PostgreSQL counts them: a week belongs to the year of its Thursday.
			[
				"CAST(strftime('%W', ??.?? / 1000, 'unixepoch'${parseLocaltime(options?.type)}) AS INTEGER)",
				"CAST((strftime('%j', date(${sqliteMoment(options?.type)}, '-3 days', 'weekday 4')) - 1) / 7 + 1 AS INTEGER)",
			],
			...['Y', 'm', 'd', 'w'].map((part) => [
				`strftime('%${part}', ??.?? / 1000, 'unixepoch'\${parseLocaltime(options?.type)})`,
				`strftime('%${part}', \${sqliteMoment(options?.type)})`,
			]),
		],
	},
	// What is empty stands where PostgreSQL has it: after all others, in descending order before them.
	[`${API}database/run-ast/lib/get-db-query.js`]: {
		uses: ['emptyOnes'],
		lines: [['`?? ${sortRecord.order}`', '`?? ${sortRecord.order}${emptyOnes(knex, sortRecord.order)}`']],
	},
	'knex/lib/dialects/sqlite3/query/sqlite-querycompiler.js': {
		uses: [],
		lines: [
			[
				'class QueryCompiler_SQLite3 extends QueryCompiler {',
				`class QueryCompiler_SQLite3 extends QueryCompiler {
  _groupOrder(item, type) {
    const sql = super._groupOrder(item, type);
    if (type !== 'order' || item.type === 'orderByRaw' || item.nulls) return sql;
    return sql + (sql.endsWith(' desc') ? ' nulls first' : ' nulls last');
  }
`,
			],
		],
	},
};

if (isFirst)
	module.registerHooks({
		load(url, context, next) {
			const loaded = next(url, context);
			const at = url.lastIndexOf(PACKAGES);
			const change = at === -1 ? undefined : CHANGES[url.slice(at + PACKAGES.length)];
			return change === undefined ? loaded : { ...loaded, source: changed(String(loaded.source), { url, ...change }) };
		},
	});

function changed(source, { url, uses, lines }) {
	let text = source;
	for (const [before, after] of lines) {
		if (!text.includes(before))
			throw new Error(
				`Days: ${url} is not as days/in-directus.mjs knows it. See what this version of Directus does with dates.`,
			);
		text = text.replaceAll(before, () => after);
	}
	return uses.length === 0 ? text : `import { ${uses.join(', ')} } from ${JSON.stringify(DAYS)};\n${text}`;
}
