import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql';
import { createSchema } from '../../../src/graphql/schema.js';
import { apiKeys, ask, bearer, FOLLOW, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { until } from '../../support/until.js';
import { wholeOf } from '../../support/whole-selection.js';
import { ACCOUNTS, ALWAYS_FRESH, HOME } from '../demo.js';
import { FIELDS, MUTATIONS, POLICY, QUERIES, type Subject } from './table.js';

/** Stands in everything that belongs to somebody else, and in nothing else. */
const SECRET = 'zebra';
const OWN = ['arn:aws:rekognition:us-east-1:123456789012:project/own-*'];
const GRANTED: Readonly<Record<string, object | null>> = {
  root: { role: 'owner', projects: ['*'] },
  viewer: { role: 'viewer', projects: OWN },
  operator: { role: 'operator', projects: OWN },
  owner: { role: 'owner', projects: OWN },
  tagged: { role: 'owner', projects: ['*'], tags: { team: 'own' } },
  nobody: null,
};
const ACCOUNTS_COUNT = (JSON.parse(ACCOUNTS) as object[]).length;
const LIMITED = ['viewer', 'operator', 'owner', 'tagged'];
const CALLERS = [...LIMITED, 'nobody'];

const schema: GraphQLSchema = createSchema();
const selected = new Set<string>();
const wholes = new Map<string, string>();

/** Worked out once: hundreds of documents ask for the same few types. */
function whole(type: GraphQLNamedType): string {
  const known = wholes.get(type.name) ?? wholeOf(schema, type, selected);
  wholes.set(type.name, known);
  return known;
}

let gateway: TestGateway;
let own: Subject;
let foreign: Subject;
let copyArn: string;

const run = <T = Record<string, never>>(subject: string, query: string, variables?: object) =>
  ask<T>(gateway, bearer(keyOf(subject)), query, variables);
type Payload = { readonly userErrors?: readonly object[] };

beforeAll(async () => {
  gateway = await startGateway({
    ...ALWAYS_FRESH,
    ACCOUNTS,
    EMULATOR_TRANSITIONS: 'immediate',
    READ_MAX_AGE_MS: '3600000', // what is read twice is the same twice
    POLL_INTERVAL_MS: '100',
    AUTH: 'api-key',
    REQUESTS_PER_MINUTE: '100000', // more, and longer ones, than any client sends
    API_KEYS: apiKeys(Object.keys(GRANTED)),
    GRANTS: JSON.stringify(
      Object.entries(GRANTED).flatMap(([subject, grant]) => (grant ? [{ to: [subject], ...grant }] : [])),
    ),
    ALLOWED_BUCKETS: 'bucket-of-*',
    LIMITS: JSON.stringify({
      depth: 40,
      aliases: 10_000,
      upstreamCalls: 1_000_000,
      tokens: 100_000,
      characters: 1_000_000,
      values: 100_000_000,
      fragments: 10_000,
      repeats: 10_000,
      upstreamCallsPerEvent: 1_000_000,
    }),
  });
  own = await make('own-boards', 'own', '123456789012');
  foreign = await make(`${SECRET}-boards`, SECRET, '123456789012');
  const copy = await run<{ copyModelVersion: { modelVersion: { arn: string } } }>(
    'root',
    `mutation { copyModelVersion(input: { sourceModelVersionArn: "${foreign.versionArn}", destinationProjectArn: "${own.projectArn}", versionName: "copied", outputConfig: { s3Bucket: "bucket-of-own" } }) { modelVersion { arn } userErrors { message } } }`,
  );
  copyArn = copy.data?.copyModelVersion.modelVersion.arn ?? '';
  await until(async () => (await trainings()) === 4); // what they cost is told a moment after they end
});
afterAll(() => gateway.close());

/** How many of these versions' trainings are told as spent. */
async function trainings(): Promise<number> {
  const projectArns = [own, foreign].map((it) => it.projectArn);
  const { data } = await run<{ spend: { totalCount: number } }>(
    'root',
    `query ($projectArns: [ProjectArn!]) {
      spend(from: "2026-06-01T00:00:00Z", to: "2027-06-01T00:00:00Z", groupBy: MODEL_VERSION, projectArns: $projectArns) { totalCount }
    }`,
    { projectArns },
  );
  return data?.spend.totalCount ?? 0;
}

/** A project with two versions and a policy, named and tagged for its owner. */
async function make(projectName: string, team: string, accountId: string): Promise<Subject> {
  const field = async (call: string, selection: string) => {
    const { data, errors } = await run<Record<string, Record<string, { arn: string; id: string } | null>>>(
      'root',
      `mutation { made: ${call} ${selection} }`,
    );
    if (!data) throw new Error(JSON.stringify(errors));
    return Object.values(data.made ?? {})[0] as { arn: string; id: string };
  };
  const tags = `tags: [{ key: "team", value: "${team}" }]`;
  const project = await field(
    `createProject(input: { projectName: "${projectName}", accountId: "${accountId}", ${tags} })`,
    '{ project { arn id } userErrors { message } }',
  );
  const version = (name: string) =>
    field(
      `createModelVersion(input: { projectArn: "${project.arn}", versionName: "${name}", versionDescription: "of ${team}", outputConfig: { s3Bucket: "bucket-of-${team}" }, ${tags} })`,
      '{ modelVersion { arn id } userErrors { message } }',
    );
  const first = await version('v1');
  const spare = await version('spare');
  const policy = await field(
    `putProjectPolicy(input: { projectArn: "${project.arn}", policyName: "${team}-policy", policyDocument: ${POLICY} })`,
    '{ projectPolicy { id } userErrors { message } }',
  );
  const alias = await field(
    `putModelAlias(input: { projectArn: "${project.arn}", name: "champion", modelVersionArn: "${first.arn}" })`,
    '{ alias { id } userErrors { message } }',
  );
  return {
    projectArn: project.arn,
    aliasId: alias.id,
    versionArn: first.arn,
    spareArn: spare.arn,
    projectId: project.id,
    versionId: first.id,
    policyId: policy.id,
    projectName,
    accountId,
  };
}

/** The same as `foreign`, of a project that never was. */
function absent(): Subject {
  const swap = (text: string) => text.replaceAll(SECRET, 'quagga');
  const swapId = (id: string) =>
    Buffer.from(swap(Buffer.from(id, 'base64url').toString())).toString('base64url');
  return {
    projectArn: swap(foreign.projectArn),
    versionArn: swap(foreign.versionArn),
    spareArn: swap(foreign.spareArn),
    projectId: swapId(foreign.projectId),
    versionId: swapId(foreign.versionId),
    policyId: swapId(foreign.policyId),
    aliasId: swapId(foreign.aliasId),
    projectName: swap(foreign.projectName),
    accountId: '999988887777',
  };
}

const rootFields = (type: GraphQLObjectType | null | undefined) =>
  Object.keys(type?.getFields() ?? {}).sort();

describe('the table', () => {
  it('has an entry for every field of every type', () => {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const types = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter((it) => !it.name.startsWith('__') && !roots.includes(it));
    const actual = types.map((it) => [it.name, rootFields(it)]);
    const listed = Object.entries(FIELDS).map(([name, fields]) => [name, Object.keys(fields).sort()]);
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(actual));
  });

  it('has an entry for every query, mutation and subscription', () => {
    expect(Object.keys(QUERIES).sort()).toEqual(rootFields(schema.getQueryType()));
    expect(Object.keys(MUTATIONS).sort()).toEqual(rootFields(schema.getMutationType()));
    expect(rootFields(schema.getSubscriptionType())).toEqual(['events', 'modelVersionStatusChanged']);
  });
});

const CALLS = Object.entries(QUERIES).flatMap(([name, calls]) =>
  calls.map((call, index) => ({
    name: `${name}${calls.length > 1 ? ` (${index + 1})` : ''}`,
    field: name,
    call,
  })),
);

function documentOf(field: string, call: string, kind: 'query' | 'mutation' = 'query'): string {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  const type = root?.getFields()[field]?.type;
  return `${kind} { answer: ${call} ${type ? whole(getNamedType(type)) : ''} }`;
}

/** What root sees, without what leads from an own version to a foreign one. */
function withoutForeign(value: unknown): unknown {
  const text = JSON.stringify(value, (key, it) =>
    /^sourceModelVersion/.test(key) && JSON.stringify(it)?.includes(SECRET) ? null : it,
  );
  return JSON.parse(text);
}

/** Fields that show subjects, to owners and to the subject itself. */
const OF_SUBJECTS = /(^|_)(by|updatedBy)$/;

/** The gateway may refresh at any time; what the viewer may do, and whose subjects show, has tests of its own. */
function withoutTime(value: unknown): unknown {
  const withoutIt = (key: string, it: unknown) => (/observedAt$|viewerMay$/.test(key) ? typeof it : it);
  return JSON.parse(
    JSON.stringify(value, (key, it) => (OF_SUBJECTS.test(key) ? 'a subject' : withoutIt(key, it))),
  );
}

describe.each(LIMITED)('%s', (subject) => {
  it.each(CALLS.filter((it) => !/lookout|accountId/.test(String(it.call))))(
    'sees all of the own by $name, in every field',
    async ({ field, call }) => {
      const query = documentOf(field, call(own));
      const { data, errors } = await run(subject, query);
      const root = await run('root', query);
      expect(errors).toEqual(root.errors);
      expect(withoutTime(data)).toEqual(withoutForeign(withoutTime(root.data)));
      expect(JSON.stringify(data)).toContain('own-boards');
      expect(JSON.stringify(data)).not.toContain(SECRET);
    },
  );
});

describe.each(CALLERS)('%s', (subject) => {
  it.each(CALLS)(
    'is told the same of the foreign as of what does not exist by $name',
    async ({ field, call }) => {
      const seen = await run(subject, documentOf(field, call(foreign)));
      const { accountId: _, ...none } = absent();
      const unseen = await run(subject, documentOf(field, call({ ...none, accountId: foreign.accountId })));
      expect({ data: seen.data, errors: seen.errors }).toEqual({ data: unseen.data, errors: unseen.errors });
      expect(JSON.stringify(seen)).not.toContain(SECRET);
    },
  );

  it('sees a copy of something foreign without where it came from', async () => {
    const { data } = await run(subject, documentOf('modelVersion', `modelVersion(arn: "${copyArn}")`));
    expect(JSON.stringify(data)).not.toContain(SECRET);
    if (subject !== 'nobody')
      expect(data).toMatchObject({
        answer: { name: 'copied', sourceModelVersionArn: null, sourceModelVersion: null },
      });
  });

  it('lists and counts the own alone', async () => {
    const { data } = await run(subject, documentOf('projects', 'projects(first: 100)'));
    const count = subject === 'nobody' ? 0 : 1;
    expect(data).toMatchObject({ answer: { totalCount: count, pageInfo: { hasNextPage: false } } });
    expect(JSON.stringify(data)).not.toContain(SECRET);
  });

  it('gets of the gateway what is for every caller, and of accounts those with something to see', async () => {
    const { data, errors } = await run<{ answer: { accounts: object[]; upstreamBudgets: object[] } }>(
      subject,
      documentOf('gateway', 'gateway'),
    );
    expect(errors).toBeUndefined();
    const accounts = { nobody: [], tagged: (JSON.parse(ACCOUNTS) as (typeof HOME)[]).map(withoutRole) }[
      subject
    ];
    expect(data?.answer.accounts).toEqual(accounts ?? [HOME]);
    if (subject === 'nobody') expect(data?.answer.upstreamBudgets).toEqual([]);
    expect((await run(subject, '{ eventCursor }')).data).toEqual({ eventCursor: expect.any(String) });
  });
});

const withoutRole = ({ accountId, region }: typeof HOME) => ({ accountId, region });

describe('Lookout for Vision', () => {
  it('shows to callers that may read all of an account, and to no others', async () => {
    const query = documentOf('lookoutVisionModel', QUERIES.lookoutVisionModel?.[0]?.(own) ?? '');
    expect((await run('root', query)).data).toMatchObject({ answer: { modelVersion: '1' } });
    for (const subject of LIMITED) expect((await run(subject, query)).data).toEqual({ answer: null });
  });
});

let runs = 0;

describe.each(CALLERS)('mutations of %s', (subject) => {
  const may = (name: string) =>
    subject === 'tagged' ? true : MUTATIONS[name]?.roles.some((role) => role === subject);
  const names = Object.keys(MUTATIONS);

  it.each(names)(
    '%s does nothing to the foreign, and says what it says of what does not exist',
    async (name) => {
      await gateway.control.clearRequests();
      const call = MUTATIONS[name]?.call ?? (() => '');
      const r = `r${++runs}`;
      const seen = await run(subject, documentOf(name, call(foreign, r), 'mutation'));
      const unseen = await run(subject, documentOf(name, call(absent(), r), 'mutation'));
      expect({ data: seen.data, errors: seen.errors }).toEqual({ data: unseen.data, errors: unseen.errors });
      expect(JSON.stringify(seen)).not.toContain(SECRET);
      const isRefused =
        seen.errors ??
        Object.values((seen.data ?? {}) as Record<string, Payload>).flatMap((it) => it.userErrors ?? []);
      // Whoever holds a tag may make projects of any name, but must give them the tag.
      expect(isRefused).toHaveLength(1);
      const { requests } = await gateway.control.requests();
      expect(requests.filter((it) => !/^(Describe|List|GetObject)/.test(it.operation))).toEqual([]);
    },
  );

  const denied = names.filter((name) => subject !== 'nobody' && !may(name));
  const allowed = names.filter((name) => may(name) && name !== 'createProject');

  if (denied.length > 0)
    it.each(denied)('%s is FORBIDDEN in the own', async (name) => {
      const call = MUTATIONS[name]?.call(own, `r${++runs}`) ?? '';
      const { errors } = await run(subject, documentOf(name, call, 'mutation'));
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    });

  if (allowed.length > 0)
    it.each(allowed)('%s is done in the own', async (name) => {
      const call = MUTATIONS[name]?.call(own, `r${++runs}`) ?? '';
      const { data, errors } = await run<Record<string, { userErrors: { code: string }[] }>>(
        subject,
        documentOf(name, call, 'mutation'),
      );
      expect(errors).toBeUndefined();
      const codes = data?.answer?.userErrors.map((it) => it.code) ?? [];
      // What AWS refuses, it was asked: a policy that is not there, a project with versions, a spare that is gone.
      const asked = { deleteProjectPolicy: ['NOT_FOUND'], deleteProject: ['IN_USE'] }[name];
      if (asked) expect(codes).toEqual(asked);
      else expect(['', 'NOT_FOUND', 'IN_USE']).toContain(codes.join());
      if (name === 'deleteModelVersion') await replaceSpare();
    });
});

/** Each owner may delete it. */
async function replaceSpare(): Promise<void> {
  const { data } = await run<{ createModelVersion: { modelVersion: { arn: string } } }>(
    'root',
    `mutation { createModelVersion(input: { projectArn: "${own.projectArn}", versionName: "spare-${++runs}", outputConfig: { s3Bucket: "bucket-of-own" } }) { modelVersion { arn } userErrors { message } } }`,
  );
  own = { ...own, spareArn: data?.createModelVersion.modelVersion.arn ?? '' };
}

it('an owner makes projects of the own names; the holder of a tag, with that tag', async () => {
  const make = (subject: string, name: string, tags = '[]') =>
    run(
      subject,
      `mutation { createProject(input: { projectName: "${name}", tags: ${tags} }) { project { name } userErrors { code } } }`,
    );
  expect((await make('owner', 'own-more')).errors).toBeUndefined();
  expect((await make('tagged', 'any-name')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect((await make('tagged', 'any-name', '[{ key: "team", value: "own" }]')).errors).toBeUndefined();
});

it('what an answer cost shows no caller whether a foreign project is there, nor how many are', async () => {
  const costOf = async (query: string) =>
    ((await run('tagged', query)) as { extensions?: { upstream: object } }).extensions?.upstream;
  const project = (arn: string) => `{ project(arn: "${arn}") { name } }`;
  const gone = foreign.projectArn.replace(/project\/[^/]+/, 'project/never-was');
  expect(await costOf(project(foreign.projectArn))).toEqual(await costOf(project(gone)));
  await run(
    'root',
    `mutation { createProject(input: { projectName: "${SECRET}-more" }) { userErrors { code } } }`,
  );
  await run('root', '{ projects { totalCount } }');
  expect(await costOf('{ projects { totalCount } }')).toMatchObject({
    calls: 0,
    fromCatalog: ACCOUNTS_COUNT,
  });
});

it("an idempotency key gives no caller another's result", async () => {
  const stop = `mutation { stopModelVersion(input: { modelVersionArn: "${own.versionArn}", idempotencyKey: "guessed" }) { modelVersion { name } userErrors { code } } }`;
  const first = await run('root', stop);
  expect(first.errors).toBeUndefined();
  expect((await run('viewer', stop)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect((await run('nobody', stop)).data).toMatchObject({
    stopModelVersion: { modelVersion: null, userErrors: [{ code: 'INVALID_INPUT' }] },
  });
});

describe.each(Object.entries(FOLLOW))('over %s', (_door, follow) => {
  const event = () => whole(schema.getType('ModelVersionStatusEvent') as GraphQLNamedType);
  const subscription = (args: string) => `subscription { modelVersionStatusChanged${args} ${event()} }`;
  const start = (arn: string) =>
    run(
      'root',
      `mutation { startModelVersion(input: { modelVersionArn: "${arn}", minInferenceUnits: 1 }) { userErrors { code } } stopModelVersion(input: { modelVersionArn: "${arn}" }) { userErrors { code } } }`,
    );
  const isAbout = (name: string) => (it: { data?: unknown }) => JSON.stringify(it.data).includes(name);

  it.each(CALLERS)('%s follows the own alone, in every field, now and live', async (subject) => {
    const headers = bearer(keyOf(subject));
    const { data } = await run<{ eventCursor: string }>('root', '{ eventCursor }');
    const after = `after: "${data?.eventCursor}"`;
    const root = follow(gateway, bearer(keyOf('root')), subscription(`(${after})`));
    const all = follow(gateway, headers, subscription(`(${after}, includeCurrent: true)`));
    const aimed = follow(
      gateway,
      headers,
      subscription(
        `(projectArns: ["${foreign.projectArn}", "${own.projectArn}"], ${after})`.replace(
          subject === 'nobody' ? /projectArns: \[.*\], / : /$^/,
          '',
        ),
      ),
    );
    await start(foreign.versionArn);
    await start(own.versionArn);
    await root.until((events) => events.some(isAbout(SECRET)) && events.some(isAbout('own-boards')));
    for (const stream of [all, aimed]) {
      if (subject !== 'nobody')
        await stream.until((events) => events.some(({ data }) => JSON.stringify(data).includes('"CHANGED"')));
      expect(JSON.stringify(stream.events)).not.toContain(SECRET);
      if (subject === 'nobody') expect(stream.events).toEqual([]);
    }
    for (const stream of [root, all, aimed]) stream.stop();
  });

  it('every caller follows other events of the own alone, in every field', async () => {
    const { data } = await run<{ eventCursor: string }>('root', '{ eventCursor }');
    const told = whole(schema.getType('GatewayEvent') as GraphQLNamedType);
    const query = `subscription { events(after: "${data?.eventCursor}") ${told} }`;
    const streamOf = (subject: string) => follow(gateway, bearer(keyOf(subject)), query);
    const [root, streams] = [streamOf('root'), CALLERS.map(streamOf)];
    for (const { projectArn, versionArn } of [foreign, own])
      await run(
        'root',
        `mutation { putModelAlias(input: { projectArn: "${projectArn}", name: "told-${_door.toLowerCase()}", modelVersionArn: "${versionArn}" }) { userErrors { code } } }`,
      );
    const isMoved = ({ data: it }: { data?: unknown }) => JSON.stringify(it).includes('"ALIAS_MOVED"');
    await root.until((events) => events.filter(isMoved).length >= 2);
    for (const [index, stream] of streams.entries()) {
      if (CALLERS[index] !== 'nobody') await stream.until((events) => events.some(isMoved));
      expect(JSON.stringify(stream.events)).not.toContain(SECRET);
      if (CALLERS[index] === 'nobody') expect(stream.events).toEqual([]);
    }
    for (const it of [root, ...streams]) it.stop();
  });

  it('every caller gets the same for a foreign project as for none by a filter', async () => {
    const { data } = await run<{ eventCursor: string }>('root', '{ eventCursor }');
    await start(own.versionArn); // so that a bookmark tells when all was looked at, and nothing was told
    const isBookmark = (it: object) => JSON.stringify(it).includes('"BOOKMARK"');
    const tell = async (subject: string, { projectArn, versionArn }: Subject) => {
      const all = `includeCurrent: true, after: "${data?.eventCursor}", bookmarks: true`;
      const args = `(projectArns: ["${projectArn}"], modelVersionArns: ["${versionArn}"], ${all})`;
      const stream = follow(gateway, bearer(keyOf(subject)), subscription(args));
      const outcome = await stream
        .until((events) => events.some(isBookmark))
        .then(
          () => 'all was looked at',
          () => stream.ended,
        );
      stream.stop();
      return JSON.stringify([outcome, stream.events.filter((it) => !isBookmark(it))]);
    };
    const told = await Promise.all(
      CALLERS.flatMap((subject) => [tell(subject, foreign), tell(subject, absent())]),
    );
    for (const [index, subject] of CALLERS.entries())
      expect([subject, told[2 * index]]).toEqual([subject, told[2 * index + 1]]);
  });

  it('the same document answers each by their own rights', async () => {
    const { data } = await run<{ eventCursor: string }>('root', '{ eventCursor }');
    const query = `subscription { modelVersionStatusChanged(after: "${data?.eventCursor}") { modelVersion { name sourceModelVersionArn sourceModelVersion { name } } } }`;
    const streams = ['root', 'viewer'].map((it) => follow(gateway, bearer(keyOf(it)), query));
    await run(
      'root',
      `mutation { startModelVersion(input: { modelVersionArn: "${copyArn}", minInferenceUnits: 1 }) { userErrors { code } } stopModelVersion(input: { modelVersionArn: "${copyArn}" }) { userErrors { code } } }`,
    );
    const [root, viewer] = await Promise.all(
      streams.map((it) => it.until((events) => events.some(isAbout('copied')))),
    );
    for (const it of streams) it.stop();
    expect(JSON.stringify(root)).toContain(SECRET);
    expect(JSON.stringify(viewer)).not.toContain(SECRET);
  });

  it.each([...Object.keys(QUERIES), ...Object.keys(MUTATIONS)])('%s is run for nobody', async (field) => {
    const isQuery = field in QUERIES;
    const call = isQuery
      ? (QUERIES[field]?.[0]?.(own) ?? field)
      : (MUTATIONS[field]?.call(own, 'never') ?? '');
    const query = documentOf(field, call, isQuery ? 'query' : 'mutation');
    const stream = follow(gateway, bearer(keyOf('root')), query);
    const told = JSON.stringify([await stream.ended, stream.events]);
    expect(told).toContain('Only subscriptions run here');
  });
});

it('the documents above name every field of the table', () => {
  const listed = Object.entries(FIELDS).flatMap(([type, fields]) =>
    Object.keys(fields).map((field) => `${type}.${field}`),
  );
  expect(listed.filter((it) => !selected.has(it))).toEqual([]);
});
