// Generated from schema/snapshot.yaml by `npm run types:generate`; a test fails while it is out of date. Do not edit.
// The collections as the API answers them; `Schema` is what @directus/sdk asks for.
import type { AdjustmentStatus, DecisionReason, Vote } from '#domain/adjustments/status.ts';
import type { AppealStatus } from '#domain/appeals/status.ts';
import type { AssessmentStatus } from '#domain/assessments/status.ts';
import type { EvidenceStatus } from '#domain/evidence/workflow.ts';
import type { RulebookStatus } from '#domain/rulebooks/workflow.ts';
import type { Examination, Method, State, Label, Reading, Reason } from '#engine';

/** YYYY-MM-DD. The literal tells the SDK that it is one; any text may be written. */
export type Day = 'date' | (string & {});

/** An ISO moment; as with {@link Day}. */
export type Moment = 'datetime' | (string & {});

export interface AdjustmentVote {
	id: string;
	adjustment: string | Adjustment;
	member: string | DirectusUser;
	vote: Vote;
	comment: string | null;
	cast_at: Moment;
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
	user_updated: string | DirectusUser | null;
	date_updated: Moment | null;
}

export interface Adjustment {
	id: string;
	scorecard: string | Scorecard;
	criterion: string | Criterion;
	category: string | null;
	occurrences: number | null;
	occurred_on: Day | null;
	reason: string | null;
	files: string[] | AdjustmentsFile[];
	status: AdjustmentStatus;
	proposed_by: string | DirectusUser | null;
	proposed_at: Moment | null;
	share: number | null;
	vote_deadline: Moment | null;
	electorate: readonly string[] | null;
	barred: unknown;
	suspended: unknown;
	votes: string[] | AdjustmentVote[];
	decided_at: Moment | null;
	decision_reason: DecisionReason | null;
	withdraw_reason: string | null;
	revokes: string | Adjustment | null;
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
	user_updated: string | DirectusUser | null;
	date_updated: Moment | null;
}

export interface AdjustmentsFile {
	id: string;
	adjustments_id: string | Adjustment;
	directus_files_id: string | DirectusFile;
	sort: number | null;
}

export interface AnsweredRequest {
	id: string;
	sending: string;
	fingerprint: string;
	status: number | null;
	answer: string | null;
	made_at: Moment;
}

export interface Appeal {
	id: string;
	scorecard: string | Scorecard;
	criterion: string | Criterion | null;
	adjustment: string | Adjustment | null;
	text: string;
	files: string[] | AppealsFile[];
	status: AppealStatus;
	response: string | null;
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
	user_updated: string | DirectusUser | null;
	date_updated: Moment | null;
}

export interface AppealsFile {
	id: string;
	appeals_id: string | Appeal;
	directus_files_id: string | DirectusFile;
	sort: number | null;
}

export interface Assessment {
	id: string;
	title: string;
	year: number;
	rulebook: string | Rulebook;
	status: AssessmentStatus;
	submission_deadline: Day | null;
	publicity_from: Day | null;
	publicity_to: Day | null;
	publicity_days: number;
	publicity_kind: 'working' | 'calendar';
	public_online: boolean | null;
	publicity_contact: string | null;
	approval_share: number;
	vote_days: number;
	result_digest: string | null;
	result_digest_form: number | null;
	scorecards: string[] | Scorecard[];
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
	user_updated: string | DirectusUser | null;
	date_updated: Moment | null;
}

export interface Criterion {
	id: string;
	rulebook: string | Rulebook;
	indicator: string | Indicator;
	code: string;
	code_key: string | null;
	points: number;
	title: string;
	title_en: string | null;
	wording: string | null;
	method: Method;
	waivable: boolean;
	params: unknown;
	readings: readonly Reading[] | null;
	notes: Label | null;
	examples: unknown;
	sort: number | null;
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
	user_updated: string | DirectusUser | null;
	date_updated: Moment | null;
}

export interface DirectusFile {
	id: string;
	title: string | null;
	filename_download: string;
	type: string | null;
	filesize: string | null;
	width: number | null;
	height: number | null;
	uploaded_by: string | DirectusUser | null;
	taken_at: string | null;
	taken_place: string | null;
	sha256: string | null;
}

export interface DirectusUser {
	id: string;
	first_name: string | null;
	last_name: string | null;
	email: string | null;
	language: string | null;
	status: string;
	role: string | null;
	village: string | Village | null;
}

export interface EvidenceItem {
	id: string;
	scorecard: string | Scorecard;
	criterion: string | Criterion;
	fact: string;
	value: number | null;
	numerator: number | null;
	denominator: number | null;
	case_ref: string | null;
	case_key: string | null;
	examination: Examination | null;
	observed_on: Day | null;
	reported_on: Day | null;
	note: string | null;
	files: string[] | EvidenceItemsFile[];
	status: EvidenceStatus;
	return_reason: string | null;
	taken_back: boolean;
	returned_as: string | null;
	submitted_at: Moment | null;
	submitted_late: boolean;
	verified_by: string | DirectusUser | null;
	verified_at: Moment | null;
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
	user_updated: string | DirectusUser | null;
	date_updated: Moment | null;
}

export interface EvidenceItemsFile {
	id: string;
	evidence_items_id: string | EvidenceItem;
	directus_files_id: string | DirectusFile;
	sort: number | null;
}

export interface Holiday {
	id: string;
	date: Day;
	name: string;
	kind: 'holiday' | 'workday';
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
	user_updated: string | DirectusUser | null;
	date_updated: Moment | null;
}

export interface ImportColumn {
	id: string;
	field: string;
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
}

export interface ImportedItem {
	id: string;
	import: string | Import;
	item: string;
	before: unknown;
}

export interface Import {
	id: string;
	assessment: string | Assessment;
	file_name: string;
	created_count: number;
	changed_count: number;
	unchanged_count: number;
	left_out_count: number;
	status: string;
	undone_at: Moment | null;
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
}

export interface Indicator {
	id: string;
	rulebook: string | Rulebook;
	parent: string | Indicator | null;
	code: string;
	code_key: string | null;
	points: number;
	title: string;
	title_en: string | null;
	examination: string | null;
	examined_by: readonly Examination[] | null;
	sort: number | null;
	children: string[] | Indicator[];
	criteria: string[] | Criterion[];
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
	user_updated: string | DirectusUser | null;
	date_updated: Moment | null;
}

export interface OfficialForm {
	id: string;
	title: string;
	file: string | DirectusFile | null;
	active: boolean;
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
	user_updated: string | DirectusUser | null;
	date_updated: Moment | null;
}

export interface PublicNotice {
	id: string;
	assessment: string | Assessment;
	number: number;
	kind: 'notice' | 'final';
	digest: string;
	document: string;
	corrections: unknown;
	published_at: Moment;
	withdrawn_at: Moment | null;
}

export interface Rulebook {
	id: string;
	code: string;
	code_key: string | null;
	version: string;
	version_key: string | null;
	title: string;
	title_en: string | null;
	status: RulebookStatus;
	points: number | null;
	source: string | null;
	source_en: string | null;
	notes: string | null;
	indicators: string[] | Indicator[];
	criteria: string[] | Criterion[];
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
	user_updated: string | DirectusUser | null;
	date_updated: Moment | null;
}

export interface ScoreMark {
	id: number | string;
	assessment: string | null;
	scorecard: string | null;
	criterion: string | null;
	rulebook: string | null;
	village: string | null;
	settled_item: string | null;
	marked_at: Moment | null;
}

export interface ScorecardLine {
	id: string;
	scorecard: string | Scorecard;
	criterion: string | Criterion;
	awarded: number;
	attainable: number;
	state: State;
	state_text: string | null;
	evidence_count: number;
	explanation: string | null;
	reasons: readonly Reason[] | null;
}

export interface Scorecard {
	id: string;
	total: number;
	attainable: number;
	rank: number | null;
	rank_best: number | null;
	rank_worst: number | null;
	base_points: number;
	bonus_points: number;
	penalty_points: number;
	assessed_count: number;
	criteria_count: number;
	excluded_reason: string | null;
	lines: string[] | ScorecardLine[];
	evidence_items: string[] | EvidenceItem[];
	adjustments: string[] | Adjustment[];
	appeals: string[] | Appeal[];
	label: string;
	assessment: string | Assessment;
	village: string | Village;
	village_name: string;
	village_kind: 'village' | 'community';
	engine_version: string | null;
	computed_at: Moment | null;
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
	user_updated: string | DirectusUser | null;
	date_updated: Moment | null;
}

export interface SentNotice {
	id: string;
	sent_at: Moment;
}

export interface VillageChange {
	id: string;
	village: string | Village;
	kind: string;
	text: string;
	reason: string | null;
	action: string;
	details: unknown;
	undone_at: Moment | null;
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
}

export interface Village {
	id: string;
	code: string;
	code_key: string | null;
	name: string;
	kind: 'village' | 'community';
	designated_poor: boolean;
	poor_households: number | null;
	liaison_leader: string | DirectusUser | null;
	active: boolean;
	scorecards: string[] | Scorecard[];
	user_created: string | DirectusUser | null;
	date_created: Moment | null;
	user_updated: string | DirectusUser | null;
	date_updated: Moment | null;
}

export interface Schema {
	adjustment_votes: AdjustmentVote[];
	adjustments: Adjustment[];
	adjustments_files: AdjustmentsFile[];
	answered_requests: AnsweredRequest[];
	appeals: Appeal[];
	appeals_files: AppealsFile[];
	assessments: Assessment[];
	criteria: Criterion[];
	directus_files: DirectusFile[];
	directus_users: DirectusUser[];
	evidence_items: EvidenceItem[];
	evidence_items_files: EvidenceItemsFile[];
	holidays: Holiday[];
	import_columns: ImportColumn[];
	imported_items: ImportedItem[];
	imports: Import[];
	indicators: Indicator[];
	official_forms: OfficialForm[];
	public_notices: PublicNotice[];
	rulebooks: Rulebook[];
	score_marks: ScoreMark[];
	scorecard_lines: ScorecardLine[];
	scorecards: Scorecard[];
	sent_notices: SentNotice[];
	village_changes: VillageChange[];
	villages: Village[];
}
