// What a keyboard, a spreadsheet or a web page puts around and into a value without anybody seeing it.

const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const TO_HALF = 0xfee0;
/** Marks that have no width of their own: byte-order mark, zero-width spaces, directions. */
const INVISIBLE = /\p{Cf}/gu;

/** １ as 1, ＴＲＵＥ as TRUE; nothing else is folded, for ² is no 2. */
export const halfWidth = (text: string): string =>
	text.replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - TO_HALF));

/** Without what stands around it unseen: blanks of every kind, also no-break and ideographic ones, and marks without width. */
export const bare = (text: string): string => text.replace(INVISIBLE, '').trim();
