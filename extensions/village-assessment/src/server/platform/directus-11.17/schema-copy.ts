// All requests share one frozen schema (CACHE_SCHEMA_FREEZE_ENABLED), but Directus 11.17 writes into it when a relation is changed
// (services/relations.js), where nothing catches the error: the server would end. What changes the structure gets a copy of its own.
import { isApplication } from '../express.ts';

const CHANGING = ['/relations', '/fields', '/collections', '/schema', '/graphql/system'];

export function copySchemaForChanges(app: unknown): void {
	if (!isApplication(app)) return;
	for (const path of CHANGING) {
		app.use(path, (request, _response, next) => {
			if (request.method !== 'GET') request.schema = structuredClone(request.schema);
			next();
		});
	}
}
