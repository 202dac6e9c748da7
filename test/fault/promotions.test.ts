import { killPromotions, type PromotionEnd, walkPromotions } from './promotions.js';

/** `npm run promotions` walks 200. */
const PROMOTIONS = Number(process.env.PROMOTIONS ?? 10);
const EACH = 10;
const SEED = 19;

/** With three steps from each to the next: more than a promotion has. */
const KILLED = 8;

const LIVING = ['COPYING_COMPLETED', 'STARTING', 'RUNNING'];

/** What the promotion has left that it may not leave, or lacks. */
function mistakesOf(end: PromotionEnd): string[] {
  const { truth, workflow, policies, copy, isProjectMade, hasProject, alias, aliasBefore } = end;
  const { state, failure, steps } = workflow;
  const isDone = state === 'SUCCEEDED';
  const mustBe = (isSo: boolean, what: string) => (isSo ? [] : [what]);
  const isOwnCopy = copy?.isCopy === true;
  const aliasWanted = truth.aliasOfPerson ?? (isDone ? workflow.result?.arn : aliasBefore);
  return [
    ...truth.mistakes,
    ...mustBe(truth.allows(state, failure?.code), `it may not be ${state} with ${failure?.code}`),
    ...mustBe(workflow.endedAt !== null, 'it did not end'),
    ...mustBe(
      policies.every((it) => truth.policiesOfPeople.has(it)),
      `policies are left: ${policies}`,
    ),
    ...mustBe(
      truth.isTouched || steps.every((it) => it.state !== 'LEFT'),
      'something is left that nobody touched',
    ),
    ...mustBe(
      !isDone || truth.isCopyDeletedByPerson || LIVING.includes(copy?.status ?? ''),
      `the copy is ${copy?.status}`,
    ),
    ...mustBe(isDone || truth.isTouched || !isOwnCopy, 'a copy is left'),
    ...mustBe(isDone || truth.isTouched || !isProjectMade || !hasProject, 'a project is left'),
    ...mustBe(
      !hasProject || truth.isCopyDeletedByPerson || alias === aliasWanted,
      `the alias names ${alias}, not ${aliasWanted}`,
    ),
  ];
}

/** The ends that may not be, with all that tells why. */
function wrongOf(ends: readonly PromotionEnd[]) {
  return ends
    .map((end) => ({ mistakes: mistakesOf(end), end }))
    .filter(({ mistakes }) => mistakes.length > 0)
    .map(({ mistakes, end: { story, workflow } }) => {
      const { state, failure, steps } = workflow;
      return {
        mistakes,
        story,
        state,
        failure,
        steps: steps.map((it) => `${it.name}: ${it.state} ${it.message}`),
      };
    });
}

it('promotions succeed and leave nothing behind, at whichever step their gateway is killed', async () => {
  const ends = await killPromotions(SEED, KILLED);
  expect(wrongOf(ends)).toEqual([]);
  expect(ends.map(({ workflow }) => workflow.state)).toEqual(ends.map(() => 'SUCCEEDED'));
}, 300_000);

describe('promotions that AWS, machines and people disturb', () => {
  it.each(Array.from({ length: Math.ceil(PROMOTIONS / EACH) }, (_, index) => SEED + index))(
    'end as they may, and leave nothing behind (seed %i)',
    async (seed) => {
      const ends = await walkPromotions(seed, EACH, seed % 4 === 0);
      expect(wrongOf(ends)).toEqual([]);
    },
    300_000,
  );
});
