// Generated from schema/snapshot.yaml by `npm run types:generate`; a test fails while it is out of date. Do not edit.
// The rows as Knex gives them back; `Tables` is what the database is typed by.
import type { AdjustmentStatus, DecisionReason, Vote } from '#domain/adjustments/status.ts';
import type { AppealStatus } from '#domain/appeals/status.ts';
import type { AssessmentStatus } from '#domain/assessments/status.ts';
import type { EvidenceStatus } from '#domain/evidence/workflow.ts';
import type { RulebookStatus } from '#domain/rulebooks/workflow.ts';
import type { Examination, Method, State } from '#engine';
import type { StoredBoolean, StoredDay, StoredJson, StoredMoment } from './stored-columns.ts';
import type { PlatformDirectusFile, PlatformDirectusUser } from './platform-tables.ts';

export interface StoredAdjustmentVote {
	readonly id: string;
	readonly adjustment: string;
	readonly member: string;
	readonly vote: Vote;
	readonly comment: string | null;
	readonly cast_at: StoredMoment;
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
	readonly user_updated: string | null;
	readonly date_updated: StoredMoment | null;
}

export interface StoredAdjustment {
	readonly id: string;
	readonly scorecard: string;
	readonly criterion: string;
	readonly category: string | null;
	readonly occurrences: number | null;
	readonly occurred_on: StoredDay | null;
	readonly reason: string | null;
	readonly status: AdjustmentStatus;
	readonly proposed_by: string | null;
	readonly proposed_at: StoredMoment | null;
	readonly share: number | null;
	readonly vote_deadline: StoredMoment | null;
	readonly electorate: StoredJson;
	readonly barred: StoredJson;
	readonly suspended: StoredJson;
	readonly decided_at: StoredMoment | null;
	readonly decision_reason: DecisionReason | null;
	readonly withdraw_reason: string | null;
	readonly revokes: string | null;
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
	readonly user_updated: string | null;
	readonly date_updated: StoredMoment | null;
}

export interface StoredAdjustmentsFile {
	readonly id: string;
	readonly adjustments_id: string;
	readonly directus_files_id: string;
	readonly sort: number | null;
}

export interface StoredAnsweredRequest {
	readonly id: string;
	readonly sending: string;
	readonly fingerprint: string;
	readonly status: number | null;
	readonly answer: string | null;
	readonly made_at: StoredMoment;
}

export interface StoredAppeal {
	readonly id: string;
	readonly scorecard: string;
	readonly criterion: string | null;
	readonly adjustment: string | null;
	readonly text: string;
	readonly status: AppealStatus;
	readonly response: string | null;
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
	readonly user_updated: string | null;
	readonly date_updated: StoredMoment | null;
}

export interface StoredAppealsFile {
	readonly id: string;
	readonly appeals_id: string;
	readonly directus_files_id: string;
	readonly sort: number | null;
}

export interface StoredAssessment {
	readonly id: string;
	readonly title: string;
	readonly year: number;
	readonly rulebook: string;
	readonly status: AssessmentStatus;
	readonly submission_deadline: StoredDay | null;
	readonly publicity_from: StoredDay | null;
	readonly publicity_to: StoredDay | null;
	readonly publicity_days: number;
	readonly publicity_kind: 'working' | 'calendar';
	readonly public_online: StoredBoolean | null;
	readonly publicity_contact: string | null;
	readonly approval_share: number;
	readonly vote_days: number;
	readonly result_digest: string | null;
	readonly result_digest_form: number | null;
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
	readonly user_updated: string | null;
	readonly date_updated: StoredMoment | null;
}

export interface StoredCriterion {
	readonly id: string;
	readonly rulebook: string;
	readonly indicator: string;
	readonly code: string;
	readonly code_key: string | null;
	readonly points: number;
	readonly title: string;
	readonly title_en: string | null;
	readonly wording: string | null;
	readonly method: Method;
	readonly waivable: StoredBoolean;
	readonly params: StoredJson;
	readonly readings: StoredJson;
	readonly notes: StoredJson;
	readonly examples: StoredJson;
	readonly sort: number | null;
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
	readonly user_updated: string | null;
	readonly date_updated: StoredMoment | null;
}

export interface StoredDirectusFile extends PlatformDirectusFile {
	readonly taken_at: string | null;
	readonly taken_place: string | null;
	readonly sha256: string | null;
}

export interface StoredDirectusUser extends PlatformDirectusUser {
	readonly village: string | null;
}

export interface StoredEvidenceItem {
	readonly id: string;
	readonly scorecard: string;
	readonly criterion: string;
	readonly fact: string;
	readonly value: number | null;
	readonly numerator: number | null;
	readonly denominator: number | null;
	readonly case_ref: string | null;
	readonly case_key: string | null;
	readonly examination: Examination | null;
	readonly observed_on: StoredDay | null;
	readonly reported_on: StoredDay | null;
	readonly note: string | null;
	readonly status: EvidenceStatus;
	readonly return_reason: string | null;
	readonly taken_back: StoredBoolean;
	readonly returned_as: string | null;
	readonly submitted_at: StoredMoment | null;
	readonly submitted_late: StoredBoolean;
	readonly verified_by: string | null;
	readonly verified_at: StoredMoment | null;
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
	readonly user_updated: string | null;
	readonly date_updated: StoredMoment | null;
}

export interface StoredEvidenceItemsFile {
	readonly id: string;
	readonly evidence_items_id: string;
	readonly directus_files_id: string;
	readonly sort: number | null;
}

export interface StoredHoliday {
	readonly id: string;
	readonly date: StoredDay;
	readonly name: string;
	readonly kind: 'holiday' | 'workday';
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
	readonly user_updated: string | null;
	readonly date_updated: StoredMoment | null;
}

export interface StoredImportColumn {
	readonly id: string;
	readonly field: string;
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
}

export interface StoredImportedItem {
	readonly id: string;
	readonly import: string;
	readonly item: string;
	readonly before: StoredJson;
}

export interface StoredImport {
	readonly id: string;
	readonly assessment: string;
	readonly file_name: string;
	readonly created_count: number;
	readonly changed_count: number;
	readonly unchanged_count: number;
	readonly left_out_count: number;
	readonly status: string;
	readonly undone_at: StoredMoment | null;
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
}

export interface StoredIndicator {
	readonly id: string;
	readonly rulebook: string;
	readonly parent: string | null;
	readonly code: string;
	readonly code_key: string | null;
	readonly points: number;
	readonly title: string;
	readonly title_en: string | null;
	readonly examination: string | null;
	readonly examined_by: StoredJson;
	readonly sort: number | null;
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
	readonly user_updated: string | null;
	readonly date_updated: StoredMoment | null;
}

export interface StoredOfficialForm {
	readonly id: string;
	readonly title: string;
	readonly file: string | null;
	readonly active: StoredBoolean;
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
	readonly user_updated: string | null;
	readonly date_updated: StoredMoment | null;
}

export interface StoredPublicNotice {
	readonly id: string;
	readonly assessment: string;
	readonly number: number;
	readonly kind: 'notice' | 'final';
	readonly digest: string;
	readonly document: string;
	readonly corrections: StoredJson;
	readonly published_at: StoredMoment;
	readonly withdrawn_at: StoredMoment | null;
}

export interface StoredRulebook {
	readonly id: string;
	readonly code: string;
	readonly code_key: string | null;
	readonly version: string;
	readonly version_key: string | null;
	readonly title: string;
	readonly title_en: string | null;
	readonly status: RulebookStatus;
	readonly points: number | null;
	readonly source: string | null;
	readonly source_en: string | null;
	readonly notes: string | null;
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
	readonly user_updated: string | null;
	readonly date_updated: StoredMoment | null;
}

export interface StoredScoreMark {
	readonly id: number | string;
	readonly assessment: string | null;
	readonly scorecard: string | null;
	readonly criterion: string | null;
	readonly rulebook: string | null;
	readonly village: string | null;
	readonly settled_item: string | null;
	readonly marked_at: StoredMoment | null;
}

export interface StoredScorecardLine {
	readonly id: string;
	readonly scorecard: string;
	readonly criterion: string;
	readonly awarded: number;
	readonly attainable: number;
	readonly state: State;
	readonly state_text: string | null;
	readonly evidence_count: number;
	readonly explanation: string | null;
	readonly reasons: StoredJson;
}

export interface StoredScorecard {
	readonly id: string;
	readonly total: number;
	readonly attainable: number;
	readonly rank: number | null;
	readonly rank_best: number | null;
	readonly rank_worst: number | null;
	readonly base_points: number;
	readonly bonus_points: number;
	readonly penalty_points: number;
	readonly assessed_count: number;
	readonly criteria_count: number;
	readonly excluded_reason: string | null;
	readonly label: string;
	readonly assessment: string;
	readonly village: string;
	readonly village_name: string;
	readonly village_kind: 'village' | 'community';
	readonly engine_version: string | null;
	readonly computed_at: StoredMoment | null;
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
	readonly user_updated: string | null;
	readonly date_updated: StoredMoment | null;
}

export interface StoredSentNotice {
	readonly id: string;
	readonly sent_at: StoredMoment;
}

export interface StoredVillageChange {
	readonly id: string;
	readonly village: string;
	readonly kind: string;
	readonly text: string;
	readonly reason: string | null;
	readonly action: string;
	readonly details: StoredJson;
	readonly undone_at: StoredMoment | null;
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
}

export interface StoredVillage {
	readonly id: string;
	readonly code: string;
	readonly code_key: string | null;
	readonly name: string;
	readonly kind: 'village' | 'community';
	readonly designated_poor: StoredBoolean;
	readonly poor_households: number | null;
	readonly liaison_leader: string | null;
	readonly active: StoredBoolean;
	readonly user_created: string | null;
	readonly date_created: StoredMoment | null;
	readonly user_updated: string | null;
	readonly date_updated: StoredMoment | null;
}

export interface AssessmentTables {
	adjustment_votes: StoredAdjustmentVote;
	adjustments: StoredAdjustment;
	adjustments_files: StoredAdjustmentsFile;
	answered_requests: StoredAnsweredRequest;
	appeals: StoredAppeal;
	appeals_files: StoredAppealsFile;
	assessments: StoredAssessment;
	criteria: StoredCriterion;
	directus_files: StoredDirectusFile;
	directus_users: StoredDirectusUser;
	evidence_items: StoredEvidenceItem;
	evidence_items_files: StoredEvidenceItemsFile;
	holidays: StoredHoliday;
	import_columns: StoredImportColumn;
	imported_items: StoredImportedItem;
	imports: StoredImport;
	indicators: StoredIndicator;
	official_forms: StoredOfficialForm;
	public_notices: StoredPublicNotice;
	rulebooks: StoredRulebook;
	score_marks: StoredScoreMark;
	scorecard_lines: StoredScorecardLine;
	scorecards: StoredScorecard;
	sent_notices: StoredSentNotice;
	village_changes: StoredVillageChange;
	villages: StoredVillage;
}
