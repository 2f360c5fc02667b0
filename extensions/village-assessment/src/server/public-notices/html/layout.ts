import type { Locale } from '#engine';
import { html, type Markup } from './markup.ts';
import { textIn } from './texts.ts';

const STYLE = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1rem;color:#1f2328;background:#fff}
body{font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif}
h1{font-size:1.4rem;line-height:1.35;text-align:center;text-wrap:balance;margin:.5rem 0 1rem}
h2{font-size:1.1rem;margin:1.6rem 0 .5rem}
a{color:#0b57a4}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0}
dt{color:#57606a}dd{margin:0;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{border:1px solid #8c959f;padding:.35rem .4rem;text-align:left;vertical-align:top}
th{background:#f3f4f6;font-weight:600}
.n{text-align:right;white-space:nowrap}.c{text-align:center}
.band th{background:#e8eef5}
.banner{border:2px solid #b35900;background:#fff4e5;padding:.6rem .8rem;margin:0 0 1rem}
code{overflow-wrap:anywhere}
.small{color:#57606a;font-size:.9rem}
ul{padding-left:1.2rem}li{margin:.2rem 0}
@media (max-width:30rem){body{padding:.6rem;font-size:15px}th,td{padding:.3rem .35rem}.wide{display:none}
.sheet,.sheet thead,.sheet tbody{display:block}.sheet tr{display:grid;grid-template-columns:1fr 3.2rem 3.6rem}
.sheet td:nth-child(4),.sheet th:nth-child(4),.sheet .band th{grid-column:1/-1}.sheet td:nth-child(4){color:#424a53}
.sheet th,.sheet td{border-width:0 0 1px}.sheet td:nth-child(-n+3){border-width:0;font-weight:600}}
@media print{body{max-width:none;padding:0;font-size:11pt}table{width:calc(100% - 2px)}
a{color:inherit;text-decoration:none}.screen{display:none}
thead{display:table-header-group}tr{break-inside:avoid}@page{size:A4;margin:15mm}}
`;

/** A whole page. `path`: where it is, for the link to the other language. */
export function page(
	locale: Locale,
	{ title, path }: { readonly title: string; readonly path: string },
	body: Markup,
): string {
	const t = textIn(locale);
	const other = locale === 'zh-CN' ? `${path}?lang=en-US` : path;
	return html`<!doctype html>
		<html lang="${locale}">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<title>${title}</title>
				<style>
					${{ markup: STYLE }}
				</style>
			</head>
			<body>
				${body}
				<p class="small screen"><a href="${other}">${t('other_language')}</a></p>
			</body>
		</html> `.markup;
}

/** Keeps the language on the way to another page. */
export const linkTo = (locale: Locale, path: string): string => (locale === 'zh-CN' ? path : `${path}?lang=${locale}`);
