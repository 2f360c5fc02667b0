import type { Label } from '#engine';

/** What Directus's own errors mean to somebody who is no programmer; ours explain themselves. */
export const PLATFORM_ERRORS = {
	FORBIDDEN: {
		'zh-CN': '您没有办理此事的权限，或该内容已不存在。',
		'en-US': 'You may not do this, or it no longer exists.',
	},
	INVALID_CREDENTIALS: { 'zh-CN': '登录已失效，请重新登录。', 'en-US': 'You are signed out. Sign in again.' },
	TOKEN_EXPIRED: { 'zh-CN': '登录已过期，请重新登录。', 'en-US': 'Your session has ended. Sign in again.' },
	REQUESTS_EXCEEDED: {
		'zh-CN': '操作过于频繁，请稍候再试。',
		'en-US': 'Too many requests. Wait a moment and try again.',
	},
	CONTENT_TOO_LARGE: {
		'zh-CN': '文件过大，请压缩后再上传。',
		'en-US': 'The file is too large. Make it smaller and upload it again.',
	},
	INVALID_PAYLOAD: {
		'zh-CN': '填写的内容有误，请检查后再保存。',
		'en-US': 'Something filled in is not valid. Check it and save again.',
	},
	FAILED_VALIDATION: {
		'zh-CN': '填写的内容不符合要求，请检查后再保存。',
		'en-US': 'Something filled in is not allowed. Check it and save again.',
	},
	RECORD_NOT_UNIQUE: {
		'zh-CN': '已有相同的记录，未重复保存。',
		'en-US': 'The same record exists already; nothing was saved.',
	},
	SERVICE_UNAVAILABLE: {
		'zh-CN': '服务暂时不可用，请稍候再试。',
		'en-US': 'The service is not available for now. Try again in a moment.',
	},
	OFFLINE: {
		'zh-CN': '无法连接服务器。请检查网络后重试；正在填写的内容尚未保存。',
		'en-US': 'The server cannot be reached. Check the network and try again; what you were filling in is not saved.',
	},
	UNKNOWN: {
		'zh-CN': '操作没有完成（{code}）。请重试；如仍不行，请与管理员联系。',
		'en-US': 'This could not be done ({code}). Try again; if it fails again, tell the administrator.',
	},
} as const satisfies Readonly<Record<string, Required<Label>>>;
