// Collections of Directus that carry fields of ours: the SDK's Schema has to say of them what we read through a relation to them.
// They stand in no snapshot; every other column of theirs is asked for by Directus's own endpoints.
export const PLATFORM_COLLECTIONS: Readonly<Record<string, { readonly api: readonly string[] }>> = {
	directus_files: {
		api: [
			'id: string',
			'title: string | null',
			'filename_download: string',
			'type: string | null',
			'filesize: string | null',
			'width: number | null',
			'height: number | null',
			'uploaded_by: string | DirectusUser | null',
		],
	},
	directus_users: {
		api: [
			'id: string',
			'first_name: string | null',
			'last_name: string | null',
			'email: string | null',
			'language: string | null',
			'status: string',
			'role: string | null',
		],
	},
};
