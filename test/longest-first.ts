// Vitest begins with the largest files, as it knows no durations on a fresh checkout. These are short and take long: begun last, the
// second core would wait for them.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONG = ['fresh-reads', 'access-clerk', 'access', 'commands', 'parallel', 'every-page'];

const placeOf = ({ moduleId }: TestSpecification): number => {
	const place = LONG.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
	return place === -1 ? LONG.length : place;
};

export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b));
	}
}
