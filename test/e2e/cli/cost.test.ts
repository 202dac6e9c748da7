import { createClient, SpendDocument, type SpendQuery } from '../../../src/client/index.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { until } from '../../support/until.js';
import { customLabels, type Outcome } from './stage.js';

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
/** Before the demo's trainings, and within the 400 days that a period may have. */
const SINCE = daysAgo(390);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ POLL_INTERVAL_MS: '100', EMULATOR_TPS: '0' });
  await until(async () => (await spend('PROJECT')).totalCount === 3); // all whose models were trained or run
});
afterAll(() => gateway.close());

const cost = (...args: string[]): Promise<Outcome> => customLabels(gateway.url, ['cost', ...args]);
const lines = (text: string) => text.trimEnd().split('\n');

async function spend(
  groupBy: 'PROJECT' | 'MODEL_VERSION' | 'DAY',
  since = SINCE,
): Promise<SpendQuery['spend']> {
  const variables = { from: `${since}T00:00:00Z`, groupBy, first: 100 };
  return (await createClient({ url: gateway.url }).query(SpendDocument, variables)).spend;
}

describe('cost', () => {
  it('tells what each project used, the dearest first, and all together', async () => {
    const { nodes } = await spend('PROJECT');
    const { code, out, err } = await cost('--since', SINCE);
    expect([code, err]).toEqual([0, 'An estimate at the configured prices, no invoice.\n']);
    const [heading = '', ...rows] = lines(out);
    expect(heading).toMatch(/^PROJECT +HOURS +UNIT HOURS +TRAINING HOURS +COST +KNOWN$/);
    expect(rows.map((it) => it.split(' ')[0])).toEqual([...nodes.map((it) => it.project?.name), 'total']);
    for (const row of rows)
      expect(row).toMatch(/^\S+( +\d+\.\d\d){3} +\d+\.\d{2,4} USD +(observed|at least)$/);
  });

  it.each([
    ['version', 'MODEL_VERSION', SINCE],
    ['day', 'DAY', daysAgo(20)],
  ] as const)('tells it by %s', async (by, groupBy, since) => {
    const { nodes } = await spend(groupBy, since);
    const [heading, ...rows] = lines((await cost('--since', since, '--by', by)).out);
    expect(heading).toMatch(new RegExp(`^${by.toUpperCase()} +HOURS`));
    expect(rows).toHaveLength(nodes.length + 1);
    expect(rows.map((it) => it.split(' ')[0]).slice(0, -1)).toEqual(
      nodes.map((it) =>
        it.day
          ? it.day.slice(0, 10)
          : it.modelVersionArn?.replace(/.*project\/(.*)\/version\/(.*)\/.*/, '$1/$2'),
      ),
    );
  });

  it('reads all pages: a year of days', async () => {
    const { nodes } = JSON.parse((await cost('--since', SINCE, '--by', 'day', '--json')).out) as {
      nodes: unknown[];
    };
    expect(nodes).toHaveLength(391);
  });

  it('is JSON for programs, from the first of the month', async () => {
    const told = JSON.parse((await cost('--json')).out) as { from: string; nodes: unknown[]; total: object };
    expect(told.from).toMatch(/^\d{4}-\d\d-01T00:00:00\.000Z$/);
    expect(told.total).toMatchObject({ isCostComplete: true, cost: { currencyCode: 'USD' } });
  });

  it('says where there is no price', async () => {
    const unpriced = await startGateway({ PRICES: '{"currencyCode": "EUR"}', POLL_INTERVAL_MS: '100' });
    await customLabels(unpriced.url, ['ls']);
    const { code, err } = await customLabels(unpriced.url, ['cost', '--since', SINCE]);
    expect([code, lines(err).at(-1)]).toEqual([0, 'Some of it lies in regions without a price.']);
    await unpriced.close();
  });

  it.each([
    [['--since', 'yesterday'], '--since is "yesterday". Expected a day like 2026-11-01.'],
    [['--since', '2026-13-45'], '--since is "2026-13-45". Expected a day like 2026-11-01.'],
    [['--by', 'label'], '--by is "label". Expected project, version, day.'],
    [['circuit-boards'], 'Expected: custom-labels cost [--since 2026-11-01] [--by project|version|day]'],
  ])('%j is wrong usage', async (args, words) => {
    expect(await cost(...args)).toEqual({ code: 2, out: '', err: `${words}\n` });
  });
});
