import { ATTACKS } from '../../support/attack-corpus.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** How many attacks run at a time. */
const AT_ONCE = 8;

it('every attack gets its answer, and a normal client all of its own meanwhile', async () => {
  let isOver = false;
  const normal = serve();
  const slow = ATTACKS.filter((it) => it.isSlow).map(answerOf);
  const quick = ATTACKS.filter((it) => !it.isSlow);
  const answers: (readonly [string, string])[] = [];
  while (quick.length > 0) answers.push(...(await Promise.all(quick.splice(0, AT_ONCE).map(answerOf))));
  answers.push(...(await Promise.all(slow)));
  isOver = true;
  expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(ATTACKS.map((it) => [it.name, it.answer])));
  expect(await normal).toBeGreaterThan(10);

  async function serve(): Promise<number> {
    let served = 0;
    for (; !isOver; served++) {
      const { data } = await gateway.query('{ projects { totalCount } eventCursor }');
      expect(data).toMatchObject({ projects: { totalCount: expect.any(Number) } });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return served;
  }
});

async function answerOf({ name, run }: (typeof ATTACKS)[number]): Promise<readonly [string, string]> {
  return [name, await run(gateway.url)];
}
