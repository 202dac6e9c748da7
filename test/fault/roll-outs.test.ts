import { type RollOutEnd, walkRollOuts } from './roll-outs.js';

/** `npm run roll-outs` walks 200. */
const ROLL_OUTS = Number(process.env.ROLL_OUTS ?? 10);
const EACH = 10;
const SEED = 7;

/** What the rollout has left that it may not leave, or lacks. */
function mistakesOf({ truth, workflow, of, alias, statuses }: RollOutEnd): string[] {
  const { state, failure } = workflow;
  const isDone = state === 'SUCCEEDED';
  const mustBe = (isSo: boolean, what: string) => (isSo ? [] : [what]);
  const aliasWanted = truth.aliasOfPerson ?? (isDone ? of.targetArn : (of.previousArn ?? undefined));
  const isFree = truth.isTouched || truth.aliasOfPerson !== undefined;
  const target = statuses.get(of.targetArn);
  const previous = of.previousArn === null ? undefined : statuses.get(of.previousArn);
  return [
    ...truth.mistakes,
    ...mustBe(truth.allows(state, failure?.code), `it may not be ${state} with ${failure?.code}`),
    ...mustBe(workflow.endedAt !== null, 'it did not end'),
    ...mustBe(alias === aliasWanted, `the alias names ${alias}, not ${aliasWanted}`),
    ...mustBe(isFree || !isDone || target === 'RUNNING', `the version is ${target}`),
    ...mustBe(isFree || isDone || of.didTargetRun || target !== 'RUNNING', 'what it started runs on'),
    ...mustBe(
      isFree || previous === undefined || (previous === 'RUNNING') !== (isDone && of.stopsPrevious),
      `the one before is ${previous}`,
    ),
  ];
}

describe('rollouts that AWS, machines and people disturb', () => {
  it.each(Array.from({ length: Math.ceil(ROLL_OUTS / EACH) }, (_, index) => SEED + index))(
    'end as they may, and the alias always names what runs (seed %i)',
    async (seed) => {
      const ends = await walkRollOuts(seed, EACH, seed % 4 === 0);
      const wrong = ends
        .map((end) => ({ mistakes: mistakesOf(end), end }))
        .filter(({ mistakes }) => mistakes.length > 0)
        .map(({ mistakes, end: { story, workflow } }) => {
          const { state, failure, steps } = workflow;
          const told = steps.map((it) => `${it.name}: ${it.state} ${it.message}`);
          return { mistakes, story, state, failure, steps: told };
        });
      expect(wrong).toEqual([]);
    },
    300_000,
  );
});
