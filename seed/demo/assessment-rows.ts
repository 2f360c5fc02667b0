// An assessment of the demo and its scorecards, as rows.
import type { Row } from '../merge/row-set.ts';
import { accountId } from './accounts.ts';
import { criterionId, rulebookId } from '../rulebook/rows.ts';
import { stableId } from '../merge/stable-id.ts';
import type { Assessment } from './shapes.ts';

export const villageId = (code: string): string => stableId(`villages/${code}`);
export const assessmentId = ({ code }: Pick<Assessment, 'code'>): string => stableId(`assessments/${code}`);
export const scorecardId = ({ code }: Pick<Assessment, 'code'>, village: string): string =>
	stableId(`scorecards/${code}/${village}`);

export const criterionOf =
	({ rulebook }: Pick<Assessment, 'rulebook'>) =>
	(code: string): string =>
		criterionId(rulebook.code, rulebook.version, code);

export const villageRows = ({ villages, created }: Assessment): Row[] =>
	villages.map(({ liaison, ...village }) => ({
		id: villageId(village.code),
		...village,
		liaison_leader: liaison === undefined ? null : accountId(liaison),
		active: true,
		date_created: created,
	}));

export const assessmentRow = (assessment: Assessment): Row => ({
	id: assessmentId(assessment),
	title: assessment.title,
	year: assessment.year,
	rulebook: rulebookId(assessment.rulebook.code, assessment.rulebook.version),
	status: assessment.status,
	submission_deadline: assessment.submission_deadline,
	publicity_from: null,
	publicity_to: null,
	public_online: false,
	publicity_contact: null,
	date_created: assessment.created,
});

export const scorecardRows = (assessment: Assessment): Row[] =>
	assessment.villages.map(({ code, name, kind }) => ({
		id: scorecardId(assessment, code),
		assessment: assessmentId(assessment),
		village: villageId(code),
		label: `${name} · ${assessment.title}`,
		village_name: name,
		village_kind: kind,
		date_created: assessment.created,
	}));
