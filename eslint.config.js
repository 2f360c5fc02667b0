import js from '@eslint/js';
import vue from 'eslint-plugin-vue';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';

const NODE_GLOBALS = {
	process: 'readonly',
	console: 'readonly',
	fetch: 'readonly',
	setTimeout: 'readonly',
	clearTimeout: 'readonly',
	Buffer: 'readonly',
};

const BROWSER_GLOBALS = {
	window: 'readonly',
	document: 'readonly',
	localStorage: 'readonly',
	URL: 'readonly',
	Blob: 'readonly',
	File: 'readonly',
};

/** A fence between parts: what `regex` matches may not be imported. */
const fence = (...patterns) => ({
	'no-restricted-imports': ['error', { patterns: patterns.map(([regex, message]) => ({ regex, message })) }],
});

const ENGINE_PACKAGES = [
	'^(?!\\.\\.?/|decimal\\.js$|zod$)',
	'The engine is pure: of packages it imports decimal.js and zod only.',
];
const OUTSIDE = 'The engine is pure: it imports nothing from outside its folder.';

export default defineConfig(
	{ ignores: ['**/node_modules/', '**/dist/', '.toolchain/', 'data/'] },
	js.configs.recommended,
	{ files: ['**/*.{js,mjs}'], languageOptions: { globals: NODE_GLOBALS } },
	{
		files: ['**/*.{ts,vue}'],
		extends: [tseslint.configs.strict],
		languageOptions: {
			parserOptions: {
				project: './tsconfig.json',
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.vue'],
			},
		},
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			eqeqeq: 'error',
		},
	},
	{
		files: ['**/*.vue'],
		extends: [vue.configs['flat/essential']],
		languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser }, globals: BROWSER_GLOBALS },
		rules: {
			// The compiler knows better, Directus's own components included.
			'no-undef': 'off',
			'vue/block-lang': ['error', { script: { lang: 'ts' } }],
			'vue/component-api-style': ['error', ['script-setup']],
			'vue/define-props-declaration': 'error',
			'vue/no-v-html': 'error',
			// A page is called after what it shows; the folder says of what it is a page.
			'vue/multi-word-component-names': 'off',
		},
	},
	{
		files: ['extensions/*/src/engine/**/*.ts'],
		rules: {
			'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'Buffer', 'window', 'document'],
			'no-restricted-properties': [
				'error',
				{ object: 'Date', property: 'now' },
				{ object: 'Math', property: 'random' },
			],
			'no-restricted-syntax': [
				'error',
				{ selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The engine reads no clock.' },
			],
		},
	},
	{ files: ['extensions/*/src/engine/*.ts'], rules: fence(ENGINE_PACKAGES, ['^\\.\\./', OUTSIDE]) },
	{ files: ['extensions/*/src/engine/*/*.ts'], rules: fence(ENGINE_PACKAGES, ['^\\.\\./\\.\\./', OUTSIDE]) },
	{
		files: ['extensions/*/src/{recompute,guards,course,rulebook,decisions,excel,commands}/**/*.ts'],
		rules: fence([
			'/(hook|endpoint|modules|interfaces|displays|panels|screens)/',
			'Entries wire; what they wire does not know them.',
		]),
	},
);
