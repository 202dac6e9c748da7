import { Kind, parse } from 'graphql';
import { createSchema } from '../../../src/graphql/schema.js';
import { costOf } from '../../../src/server/limits/cost.js';
import { DEFAULT_LIMITS, isWithin } from '../../../src/server/limits/limits.js';
import { apiKeys, bearer, keyOf } from '../../support/callers.js';
import { TRANSPORTS } from '../../support/every-transport.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';

const LABELS = `{ projects(first: 50) { nodes { name modelVersions(first: 50) { nodes {
  name status tags { key value } evaluationResult { f1Score }
} } } } }`;
const KNOW_ALL = '{ projects { nodes { modelVersions { totalCount } } } }';
const BOARD = `{ projects(first: 100) { nodes { name modelVersions(first: 100) { nodes {
  id arn name status statusMessage creationTimestamp observedAt minInferenceUnits maxInferenceUnits feature
} } } } }`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    AUTH: 'api-key',
    ALLOWED_BUCKETS: '*',
    API_KEYS: apiKeys(['all', 'one']),
    GRANTS: JSON.stringify([
      { to: ['all'], role: 'viewer', projects: ['*'] },
      {
        to: ['one'],
        role: 'viewer',
        projects: ['arn:aws:rekognition:us-east-1:123456789012:project/brand-logos'],
      },
    ]),
  });
  expect(await ask('all', KNOW_ALL)).toEqual([]);
});
afterAll(() => gateway.close());

const ask = async (subject: string, query: string) =>
  (await TRANSPORTS.POST?.(gateway, query, {}, bearer(keyOf(subject)))) ?? [];

it('a page of 100 times 100 versions with ten fields is within the limits where nothing is known', () => {
  const document = parse(BOARD);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const { calls, values } = costOf(createSchema(), document, operation, {}, 1);
  expect(values).toBeGreaterThan(100_000);
  expect(isWithin(DEFAULT_LIMITS, { upstreamCalls: calls, values })).toBe(true);
});

it('a page that would be too long is answered where there is less', async () => {
  const document = parse(LABELS);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  expect(costOf(createSchema(), document, operation, {}, 1).calls).toBeGreaterThan(
    DEFAULT_LIMITS.upstreamCalls,
  );
  expect(await ask('all', LABELS)).toEqual([]);
});

it('a refusal counts what the caller sees, and says what it would have been', async () => {
  const deep = (lists: number): string =>
    lists === 0 ? 'tags { key }' : `project { modelVersions(first: 100) { nodes { ${deep(lists - 1)} } } }`;
  const query = `{ projects(first: 100) { nodes { modelVersions(first: 100) { nodes { ${deep(3)} } } } } }`;
  const [all] = await ask('all', query);
  expect(all?.message).toMatch(/^upstreamCalls: expected at most 500, not \d+: calls to AWS/);
  expect(await ask('one', query)).toEqual([]); // 16 versions of its one project, with two each
});
