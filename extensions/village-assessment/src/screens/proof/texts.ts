import type { Texts } from '../texts.ts';

export const TEXTS = {
	none: { 'zh-CN': '没有证明材料', 'en-US': 'No proof attached' },
	enlarge: { 'zh-CN': '放大查看：{name}', 'en-US': 'Enlarge: {name}' },
	open: { 'zh-CN': '打开', 'en-US': 'Open' },
	open_in_tab: { 'zh-CN': '在新标签页打开：{name}', 'en-US': 'Open in a new tab: {name}' },
	download: { 'zh-CN': '下载：{name}', 'en-US': 'Download: {name}' },
	close: { 'zh-CN': '关闭', 'en-US': 'Close' },
	previous: { 'zh-CN': '上一张', 'en-US': 'Previous' },
	next: { 'zh-CN': '下一张', 'en-US': 'Next' },
	nth_of: { 'zh-CN': '第 {n} 张，共 {count} 张', 'en-US': '{n} of {count}' },
	no_picture: { 'zh-CN': '图片无法显示', 'en-US': 'The picture cannot be shown' },
	add: { 'zh-CN': '添加照片或文件', 'en-US': 'Add photos or files' },
	camera: { 'zh-CN': '拍照', 'en-US': 'Take a photo' },
	drop: { 'zh-CN': '也可以把文件拖到这里', 'en-US': 'or drop files here' },
	uploading: { 'zh-CN': '正在上传 {name}（{percent}%）', 'en-US': 'Uploading {name} ({percent}%)' },
	failed: { 'zh-CN': '“{name}”没有上传：{why}', 'en-US': '“{name}” was not uploaded: {why}' },
	again: { 'zh-CN': '重试', 'en-US': 'Try again' },
	dismiss: { 'zh-CN': '忽略', 'en-US': 'Dismiss' },
	remove: { 'zh-CN': '移除：{name}', 'en-US': 'Remove: {name}' },
	empty_file: { 'zh-CN': '文件是空的', 'en-US': 'the file is empty' },
} as const satisfies Texts;
