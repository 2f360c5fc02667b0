// How the item page comes to show what an endpoint has changed: it reads an item only when its key changes.
import { nextTick } from 'vue';
import type { Router } from 'vue-router';

/** Steps to the page of a new item and back. In a drawer, where the address is another page's, nothing is done. */
export async function reloadItem(router: Router, collection: string, key: string): Promise<void> {
	const { path, fullPath } = router.currentRoute.value;
	if (!path.endsWith(`/content/${collection}/${key}`)) return;
	await router.replace(`/content/${collection}/+`);
	await nextTick();
	await router.replace(fullPath);
}
