import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { until } from '../../support/until.js';
import { ALWAYS_FRESH, projectArnOf, versionArnOf } from '../demo.js';

const HOME = 'us-east-1/123456789012';
const HIDDEN = 'circuit-boards';
const ABSENT = 'no-such-boards';
const OWN = 'arn:aws:rekognition:us-east-1:123456789012:project/brand-logos';

let gateway: TestGateway;
let hidden: string;
let version: string;
let ownVersion: string;
let ownProject: string;
let ids: Record<string, string>;

/** Names whose looks at hidden things are compared with looks at what is not there. */
const CALLERS = ['owner-elsewhere', 'tagged', 'nobody'];

async function tell(as: string, query: string, variables: object = {}) {
  const { data, errors } = await ask(gateway, bearer(keyOf(as)), query, variables);
  return { data, errors: errors?.map(({ message, path, extensions }) => ({ message, path, extensions })) };
}

/** What is asked about the hidden project, and the same about what is not there. */
function bothOf(name: string): [hidden: string, absent: string] {
  const document = LOOKS[name]?.() ?? '';
  return [document, name === 'nodes' ? absentNodes() : absentOf(document)];
}

const asRoot = async (query: string, variables: object = {}) => {
  const { data, errors } = await ask<Record<string, never>>(gateway, bearer(keyOf('root')), query, variables);
  expect(errors).toBeUndefined();
  return data as Record<string, Record<string, never>>;
};

beforeAll(async () => {
  gateway = await startGateway({
    ...ALWAYS_FRESH,
    AUTH: 'api-key',
    ALLOWED_BUCKETS: '*',
    API_KEYS: apiKeys(['root', ...CALLERS]),
    GRANTS: JSON.stringify([
      { to: ['root'], role: 'owner', projects: ['*'] },
      { to: ['owner-elsewhere'], role: 'owner', projects: [OWN, `${OWN}-2`] },
      { to: ['tagged'], role: 'owner', projects: ['*'], tags: { team: 'nobody-has-it' } },
    ]),
  });
  const root = {
    ...gateway,
    query: (query: string, variables?: object) => ask(gateway, bearer(keyOf('root')), query, variables),
  } as never;
  hidden = await projectArnOf(root, HIDDEN);
  ownProject = await projectArnOf(root, 'brand-logos');
  version = await versionArnOf(root, HIDDEN, 'v3');
  ownVersion = await versionArnOf(root, 'brand-logos', 'agency-2');
  const made = await asRoot(`mutation {
    alias: putModelAlias(input: { projectArn: "${hidden}", name: "champion", modelVersionArn: "${version}" }) { alias { id } }
    schedule: putSchedule(input: { projectArn: "${hidden}", name: "night", modelVersionArn: "${version}", windows: ["MON-SUN 00:00-24:00"], timeZone: "UTC", minInferenceUnits: 1 }) { schedule { id } }
    budget: putBudget(input: { name: "theirs", scope: { projectArns: ["${hidden}"] }, monthly: { amount: "1", currencyCode: "USD" }, thresholds: [{ percent: 50, action: NOTIFY }] }) { budget { id } }
  }`);
  ids = Object.fromEntries(
    Object.entries(made).map(([name, payload]) => [name, (payload[name] as unknown as { id: string }).id]),
  );
  // Usage begins when the poller has seen the running version.
  await until(async () => Number((await asRoot(LOOKS.spend?.() ?? '')).spend?.totalCount) > 0);
});
afterAll(() => gateway.close());

const absentOf = (text: string) => text.replaceAll(HIDDEN, ABSENT);
const forged = (id: string, from: string, to: string) =>
  Buffer.from(Buffer.from(id, 'base64url').toString().replaceAll(from, to)).toString('base64url');

const OUTPUT = 'outputConfig: { s3Bucket: "bucket" }';
const errorsOf = '{ userErrors { code message field } warnings { code message } }';
const WINDOW = 'windows: ["MON-SUN 00:00-24:00"], timeZone: "UTC", minInferenceUnits: 1';
/** What looks at the hidden project, in one field. */
const LOOKS: Readonly<Record<string, () => string>> = {
  putSchedule: () =>
    `mutation { putSchedule(input: { projectArn: "${hidden}", name: "night", modelVersionArn: "${version}", dryRun: true, ${WINDOW} }) ${errorsOf} }`,
  'putSchedule, new only': () =>
    `mutation { putSchedule(input: { projectArn: "${hidden}", name: "night", aliasName: "champion", mustBeNew: true, dryRun: true, ${WINDOW} }) ${errorsOf} }`,
  deleteSchedule: () =>
    `mutation { deleteSchedule(input: { projectArn: "${hidden}", name: "night", dryRun: true }) ${errorsOf} }`,
  putModelAlias: () =>
    `mutation { putModelAlias(input: { projectArn: "${hidden}", name: "champion", modelVersionArn: "${version}", revision: "0", dryRun: true }) ${errorsOf} }`,
  deleteModelAlias: () =>
    `mutation { deleteModelAlias(input: { projectArn: "${hidden}", name: "champion", dryRun: true }) ${errorsOf} }`,
  setModelVersionStop: () =>
    `mutation { setModelVersionStop(input: { modelVersionArn: "${version}", stopAfter: "PT1H" }) ${errorsOf} }`,
  rollOutModelVersion: () =>
    `mutation { rollOutModelVersion(input: { modelVersionArn: "${version}", aliasName: "champion", minInferenceUnits: 1, dryRun: true }) ${errorsOf} }`,
  'promoteModelVersion, from': () =>
    `mutation { promoteModelVersion(input: { modelVersionArn: "${version}", destinationProjectArn: "${ownProject}", versionName: "v9", outputConfig: { s3Bucket: "bucket" }, dryRun: true }) ${errorsOf} }`,
  'promoteModelVersion, to': () =>
    `mutation { promoteModelVersion(input: { modelVersionArn: "${ownVersion}", destinationProjectArn: "${hidden}", versionName: "v9", outputConfig: { s3Bucket: "bucket" }, dryRun: true }) ${errorsOf} }`,
  'promoteModelVersion, to a name': () =>
    `mutation { promoteModelVersion(input: { modelVersionArn: "${ownVersion}", destinationProjectName: "${HIDDEN}", versionName: "v3", outputConfig: { s3Bucket: "bucket" }, dryRun: true }) ${errorsOf} }`,
  compareModelVersions: () =>
    `{ compareModelVersions(base: "${version}", with: ["${version}"]) { f1ScoreChange labels { label } } }`,
  'compareModelVersions with': () =>
    `{ compareModelVersions(base: "${ownVersion}", with: ["${version}"]) { f1ScoreChange modelVersion { name } } }`,
  spend: () =>
    `{ spend(from: "${new Date(Date.now() - 300 * 86_400_000).toISOString()}", groupBy: PROJECT, projectArns: ["${hidden}"]) { totalCount total { cost { amount } basis } } }`,
  nodes: () =>
    `{ nodes(ids: [${Object.values(ids)
      .map((it) => `"${it}"`)
      .join(', ')}]) { id } }`,
};

it.each(Object.keys(LOOKS))('a caller that may see it is told more by %s', async (name) => {
  const [told, absent] = await Promise.all(bothOf(name).map((it) => tell('root', it)));
  expect(JSON.stringify([told, absent])).not.toMatch(/GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED/);
  expect(told).not.toEqual(absent);
});

describe.each(CALLERS)('%s', (as) => {
  it.each(Object.keys(LOOKS))('%s tells the same of the hidden as of what is not there', async (name) => {
    const [document, absent] = bothOf(name);
    const told = await tell(as, document);
    expect(told).toEqual(await tell(as, absent));
  });

  it('lists and counts nothing of it', async () => {
    const told = await tell(
      as,
      '{ schedules { totalCount nodes { name } } budgets { totalCount nodes { name } } workflows { totalCount } }',
    );
    expect(told).toEqual({
      data: {
        schedules: { totalCount: 0, nodes: [] },
        budgets: { totalCount: 0, nodes: [] },
        workflows: { totalCount: 0 },
      },
    });
  });

  it.each(['GET', 'HEAD'])(
    '%s of an alias tells the same of the hidden as of what is not there',
    async (method) => {
      const [seen, unseen] = await Promise.all(
        [HIDDEN, ABSENT].map(async (project) => {
          const [region, accountId] = HOME.split('/');
          const response = await fetch(`${gateway.url}/aliases/${accountId}/${region}/${project}/champion`, {
            method,
            headers: bearer(keyOf(as)),
          });
          const headers = [...response.headers].filter(([it]) => !['date', 'x-request-id'].includes(it));
          return [response.status, headers, await response.text()];
        }),
      );
      expect(seen).toEqual(unseen);
      expect(seen?.[0]).toBe(404);
      expect(JSON.stringify(seen?.[1])).toContain('no-store');
    },
  );
});

it.each([
  ['startModelVersion', () => `modelVersionArn: "${ownVersion}", minInferenceUnits: 1`, 1],
  ['createModelVersion', () => `projectArn: "${ownProject}", versionName: "v9", ${OUTPUT}`, 2],
  ['createProject', () => 'projectName: "brand-logos-2"', 0],
])(
  'what %s would cost is told without what was looked at that the caller may not see',
  async (name, inputOf, own) => {
    const document = `mutation { ${name}(input: { ${inputOf()}, dryRun: true }) { userErrors { message } } }`;
    const countFor = async (as: string) => {
      const { data, extensions } = await ask(gateway, bearer(keyOf(as)), document);
      expect(data).toEqual({ [name]: { userErrors: expect.anything() } }); // all run that AWS lets run
      const { calls = 0, coalesced = 0, fromCatalog = 0 } = extensions?.upstream ?? {};
      return calls + coalesced + fromCatalog;
    };
    const some = await countFor('owner-elsewhere');
    const all = await countFor('root');
    expect(some).toBe(own);
    expect(all).toBeGreaterThan(own);
  },
);

function absentNodes(): string {
  const { alias = '', schedule = '', budget = '' } = ids;
  const others = [
    forged(alias, HIDDEN, ABSENT),
    forged(schedule, HIDDEN, ABSENT),
    forged(budget, 'theirs', 'nobodys'),
  ];
  return `{ nodes(ids: [${others.map((it) => `"${it}"`).join(', ')}]) { id } }`;
}

it.each([
  ['Schedule', '__proto__', 'x'],
  ['Schedule', 'constructor'],
  ['ModelAlias', 'arn:aws:rekognition:us-east-1:123456789012:project/circuit-boards/1', '__proto__'],
  ['Budget', '__proto__'],
  ['Budget', 'constructor'],
  ['Budget'],
  ['Workflow', '__proto__'],
  ['Workflow'],
  ['__proto__', 'x'],
  ['constructor', 'x'],
])('a forged id of %s %s is none', async (...parts) => {
  const id = Buffer.from(JSON.stringify(parts)).toString('base64url');
  const { data, errors } = await ask<{ node: object | null }>(
    gateway,
    bearer(keyOf('root')),
    'query ($id: ID!) { node(id: $id) { id } }',
    { id },
  );
  expect(data?.node).toBeNull();
  expect(errors?.[0]?.extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
});
