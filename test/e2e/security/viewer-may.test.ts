import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';

const ONE = ['arn:aws:rekognition:*:*:project/circuit-boards'];
const GRANTS = JSON.stringify([
  { to: ['eve'], role: 'viewer', projects: ['*'] },
  { to: ['oscar'], role: 'operator', projects: ONE },
  { to: ['tom'], role: 'viewer', projects: ['*'] },
  { to: ['tom'], role: 'operator', projects: ['*'], tags: { team: 'quality' } },
  { to: ['ann'], role: 'owner', projects: ['*'] },
]);
const ALL = ['START', 'STOP', 'CREATE', 'DELETE', 'COPY', 'POLICY'];

let gateway: TestGateway;
beforeAll(async () => {
  const API_KEYS = apiKeys(['eve', 'oscar', 'tom', 'ann']);
  gateway = await startGateway({ AUTH: 'api-key', API_KEYS, GRANTS });
});
afterAll(() => gateway.close());

it.each([
  ['eve', { 'circuit-boards': [] }],
  ['oscar', { 'circuit-boards': ['START', 'STOP'] }],
  ['ann', { 'circuit-boards': ALL }],
])('%s is told what grants allow', async (subject, expected) => {
  expect(await mayOf(subject)).toMatchObject(expected);
});

it('tags count, project by project', async () => {
  const may = await mayOf('tom');
  expect(may['circuit-boards']).toEqual(['START', 'STOP']);
  expect(Object.values(may)).toContainEqual([]);
});

/** Project → what `viewerMay` says. */
async function mayOf(subject: string): Promise<Record<string, readonly string[]>> {
  type Projects = { projects: { nodes: { name: string; viewerMay: string[] }[] } };
  const query = '{ projects(first: 100) { nodes { name viewerMay } } }';
  const { data, errors } = await ask<Projects>(gateway, bearer(keyOf(subject)), query);
  expect(errors).toBeUndefined();
  return Object.fromEntries((data?.projects.nodes ?? []).map(({ name, viewerMay }) => [name, viewerMay]));
}
