// Why an assessment was sent back stands among its comments, written by the step itself: nobody rewords or removes it.
import { REASON_BEGINS } from '../course/transition.ts';
import { Refusal } from './errors.ts';
import type { Guard, GuardContext } from './guard.ts';

export const reasonOfAStep: Guard = {
	collections: ['directus_comments'],
	update: async (payload, context) => {
		await refuseReasons(context);
		return payload;
	},
	delete: async (_keys, context) => refuseReasons(context),
};

async function refuseReasons({ database, keys }: GuardContext): Promise<void> {
	const row: unknown = await database('directus_comments').whereIn('id', [...keys]).where({ collection: 'assessments' }).where('comment', 'like', `${REASON_BEGINS}%`).first('id');
	if (row !== undefined) throw new Refusal('REASON_OF_A_STEP');
}
