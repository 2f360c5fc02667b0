// Small pictures are made one after the other: each takes memory and both cores for a moment, and a page asks for dozens at once.
// Directus would make all of them at the same time, refuse what is too much, and give away one that is half written.
import type { Readable } from 'node:stream';
import type { ExtensionsServices } from '@directus/types';
import { toDirectusError } from '#server/platform/render-error.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Database } from '#server/platform/database.ts';
import { JPEG, KINDS } from '#domain/evidence/file-kinds.ts';
import { opened } from './opened.ts';
import { inside } from './picture-head.ts';
import { queueOf } from './queue.ts';
import { findPicture, updateSize } from './repository.ts';

interface Service {
	readonly knex: Database;
	readonly accountability: { readonly user: string | null } | null;
}

interface Asset {
	readonly stream: Readable | (() => Promise<Readable>);
}

interface Transformation {
	readonly transformationParams?: Readonly<Record<string, unknown>>;
}

type GetAsset = (
	this: Service,
	id: string,
	asked?: Transformation,
	range?: unknown,
	deferred?: boolean,
) => Promise<Asset>;

const inTurn = queueOf(1);

export function paceSmallPictures({ AssetsService }: Pick<ExtensionsServices, 'AssetsService'>): void {
	const service: { getAsset: GetAsset } = AssetsService.prototype;
	const get = service.getAsset;
	service.getAsset = async function (id, asked, range, deferred) {
		const wanted = asked?.transformationParams ?? {};
		if (Object.keys(wanted).length === 0) return get.call(this, id, asked, range, deferred);
		try {
			refuseLarge(wanted);
		} catch (error) {
			throw await toDirectusError(error, this.accountability?.user ?? null, this.knex);
		}
		return inTurn(async () => {
			await measure(this.knex, id, () => get.call(this, id, undefined, undefined, true));
			return get.call(this, id, asked, range, deferred);
		});
	};
}

/** A small picture is small: enlarged a thousandfold it would take all the memory there is. */
const LONGEST_SIDE = 4096;
/** What the Studio's own small pictures consist of; others take as much time and memory as somebody likes. */
const CHEAP = ['resize', 'toFormat', 'jpeg', 'png', 'webp', 'flip', 'flop', 'grayscale', 'greyscale'];

function refuseLarge(wanted: Readonly<Record<string, unknown>>): void {
	const transforms: readonly unknown[] = Array.isArray(wanted['transforms']) ? wanted['transforms'] : [];
	const cheap = transforms.every((one) => Array.isArray(one) && CHEAP.includes(String(one[0])));
	if (cheap && [wanted, ...transforms.flatMap((one) => (Array.isArray(one) ? one.slice(1) : []))].every(isSmall))
		return;
	throw new DomainError('MALFORMED_REQUEST', {
		problem: {
			'zh-CN': `小图的宽、高应为 1～${LONGEST_SIDE} 的整数，不能另加变换。`,
			'en-US': `width and height of a small picture are 1 to ${LONGEST_SIDE}, without other transformations.`,
		},
	});
}

/** Numbers that stand alone are sides, too. */
function isSmall(value: unknown): boolean {
	if (typeof value === 'number') return isSide(value);
	if (typeof value !== 'object' || value === null) return true;
	return [Reflect.get(value, 'width'), Reflect.get(value, 'height')]
		.filter((side) => side !== undefined && side !== null)
		.every(isSide);
}

const isSide = (side: unknown): boolean =>
	Number.isInteger(Number(side)) && Number(side) >= 1 && Number(side) <= LONGEST_SIDE;

/** Without its size Directus gives a picture whole. What came before this rule, or was too large for Directus, is measured now. */
async function measure(database: Database, id: string, whole: () => Promise<Asset>): Promise<void> {
	const row = await findPicture(database, id).catch(() => undefined);
	if (row === undefined || row.width !== null || !KINDS.some(({ type, sure }) => sure && type === row.type)) return;
	const { stream } = await whole();
	const source = typeof stream === 'function' ? await stream() : stream;
	const picture = await inside(row.type ?? JPEG, await opened(source)).finally(() => source.destroy());
	if (picture === null || picture.width === 0) return;
	const turned = picture.orientation >= 5;
	const { width, height } = picture;
	await updateSize(database, id, turned ? { width: height, height: width } : { width, height });
}
