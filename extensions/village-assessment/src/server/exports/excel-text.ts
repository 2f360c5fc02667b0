// A spreadsheet that opens a CSV makes numbers and days of texts: 0012 becomes 12, 1.0 becomes 1, 3-1 the first of March, and an
// 18-digit number loses its end. Written as ="0012" it stays the text that it is.

/** Digits, and what stands between them in numbers, days, hours, per cents and sums of money; of full width too. */
const LIKE_A_NUMBER = /^(?=.*[\d０-９])[\s\d０-９+\-−–./,:：％%()（）¥￥$年月日时分秒]+(?:e[+-]?\d+)?(?: ?[ap]m?)?$/i;
/** What is longer is left to be read as text. */
const LONGEST = 100;
const MONTH =
	'(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|' +
	'aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const LIKE_A_DAY = new RegExp(
	`^(?:\\d{1,4}[-\\s./]?)?${MONTH}[-\\s./]?\\d{1,4}$|^\\d{1,4}[-\\s./]?${MONTH}$|^(?:true|false)$`,
	'i',
);

export function excelText(value: unknown): unknown {
	if (typeof value !== 'string' || value.length > LONGEST) return value;
	return LIKE_A_NUMBER.test(value) || LIKE_A_DAY.test(value) ? `="${value}"` : value;
}
