const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/** The id of a related row, given as id or as object; null: neither. */
export function idOf(value: unknown): string | null {
	const id: unknown = typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
	return isUuid(id) ? id.toLowerCase() : null;
}
