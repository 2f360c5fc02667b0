// What stands in the demo's files, and an error with the place where they are wrong.
import { z } from 'zod';
import { ROLE_NAMES } from '#domain/roles.ts';
import { ADJUSTMENT_STATUSES, DECISION_REASONS, VOTES } from '#domain/adjustments/status.ts';

export const accountsShape = z.array(
	z.strictObject({ email: z.email(), name: z.string(), role: z.enum(ROLE_NAMES), village: z.string().optional() }),
);
export type Account = z.infer<typeof accountsShape>[number];

const date = z.iso.date();
const time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
const status = z.enum(['draft', 'submitted', 'verified', 'returned']);

const village = z.strictObject({
	code: z.string(),
	name: z.string(),
	kind: z.enum(['village', 'community']),
	designated_poor: z.boolean(),
	poor_households: z.int(),
	/** 包村领导, by email address. */
	liaison: z.email().optional(),
});
export type Village = z.infer<typeof village>;

const yearShape = z.strictObject({
	code: z.string(),
	title: z.string(),
	year: z.int(),
	rulebook: z.strictObject({ code: z.string(), version: z.string() }),
	status: z.string(),
	submission_deadline: date,
	created: time,
});

export const assessmentShape = yearShape.extend({ villages: z.array(village) });
export type Assessment = Omit<z.infer<typeof assessmentShape>, 'villages'> & { readonly villages: readonly Village[] };

/** A fixed time, or so many days before the day on which the demo is written: what is being voted on must not be past its deadline. */
const moment = z.string().regex(/^(\d{4}-\d{2}-\d{2}T|-\d+d )\d{2}:\d{2}$/);

export const adjustmentsShape = z.array(
	z.strictObject({
		/** Names it where the category does not: its id is made of it. */
		key: z.string().optional(),
		village: z.string(),
		criterion: z.string(),
		/** A revocation has none, and names by its key what it revokes. */
		category: z.string().optional(),
		revokes: z.string().optional(),
		occurrences: z.int().optional(),
		occurred_on: date.optional(),
		reason: z.string(),
		files: z.array(z.string()).optional(),
		status: z.enum(ADJUSTMENT_STATUSES),
		author: z.email(),
		created: moment,
		proposer: z.email().optional(),
		proposed: moment.optional(),
		votes: z
			.array(z.strictObject({ by: z.email(), vote: z.enum(VOTES), at: moment, comment: z.string().optional() }))
			.optional(),
		/** Who decided, and when, follows from the votes; at the deadline, where they do not decide. */
		decided: z.enum(DECISION_REASONS).optional(),
		withdrawn: z.string().optional(),
	}),
);
export type Adjustment = z.infer<typeof adjustmentsShape>[number];

/** What an entry may say beside its facts; what it leaves out is the visit's. */
const attributes = {
	on: date.optional(),
	by: z.string().optional(),
	status: status.optional(),
	case: z.string().optional(),
	reported: date.optional(),
	note: z.string().optional(),
	reason: z.string().optional(),
	/** Proof: names of files in files/. */
	files: z.array(z.string()).optional(),
};
export const ATTRIBUTES: ReadonlySet<string> = new Set(Object.keys(attributes));

/** Facts by key: a value, `58/60` for 58 of 60 households, or null for what a draft leaves open. */
const value = z.union([z.number(), z.string().regex(/^\d+\/\d+$/), z.null()]);
const entry = z.object(attributes).catchall(value);

/** A visit: what was found on one day in one way, by criterion. */
export const visitsShape = z.array(
	z.strictObject({
		on: date,
		by: z.string(),
		status: status.default('verified'),
		note: z.string().optional(),
		items: z.record(z.string(), z.union([entry, z.array(entry)])),
	}),
);
export type Visit = z.infer<typeof visitsShape>[number];
export type Entry = z.infer<typeof entry>;

export const yearBeforeShape = yearShape.extend({
	publicity: z.strictObject({ from: date, to: date, contact: z.string() }),
	usual: visitsShape,
	adjustments: adjustmentsShape,
	/** By village and criterion. */
	villages: z.record(z.string(), z.record(z.string(), z.union([entry, z.array(entry)]))),
});
export type YearBefore = z.infer<typeof yearBeforeShape>;
