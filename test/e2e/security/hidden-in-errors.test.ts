import type { Caller } from '../../../src/domain/caller.js';
import { GatewayError } from '../../../src/domain/errors.js';
import { parseProjectPattern } from '../../../src/domain/grant.js';
import { apiKeys, ask, bearer, FOLLOW, keyOf } from '../../support/callers.js';
import { anOutage } from '../../support/fake-upstream.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { createHttpStage } from '../../support/http-stage.js';
import { ALWAYS_FRESH } from '../demo.js';

const PROJECTS = ['*'].flatMap((it) => parseProjectPattern(it) ?? []);
const ann: Caller = {
  subject: 'ann',
  grants: [{ role: 'owner', projects: PROJECTS, tags: { team: 'vision' } }],
  expiresAt: null,
};
const CALLERS = { callers: { ann } };
const AS_ANN = bearer('ann');

describe.each([
  ['AWS denies it', () => new GatewayError('ACCESS_DENIED' as never, 'AWS denies it.')],
  ['AWS cannot be asked', anOutage],
])('where tags cannot be read, because %s', (_why, failureOf) => {
  it('a list has all others, and the hidden project seems not to exist', async () => {
    const { post, upstream } = await createHttpStage(CALLERS);
    const tags = [{ key: 'team', value: 'vision' }];
    const [first, denied, last] = ['first', 'denied', 'last'].map((name) => upstream.addProject({ name }));
    upstream.listTags = async (arn) => {
      if (arn === denied?.arn) throw failureOf();
      return tags;
    };
    const { body } = await post('{ projects { totalCount nodes { arn } } }', {}, AS_ANN);
    expect(body).not.toHaveProperty('errors');
    const { nodes, totalCount } = (
      body.data as never as { projects: { nodes: object[]; totalCount: number } }
    ).projects;
    expect(totalCount).toBe(2);
    expect(nodes).toEqual(expect.arrayContaining([{ arn: first?.arn }, { arn: last?.arn }]));

    const absent = denied?.arn.replace('denied', 'absent');
    const answers = await Promise.all(
      [denied?.arn, absent].map(async (arn) => {
        const query = `{ project(arn: "${arn}") { name } }`;
        const change = `mutation { deleteProject(input: { projectArn: "${arn}" }) { userErrors { code message field } } }`;
        return [(await post(query, {}, AS_ANN)).body.data, (await post(change, {}, AS_ANN)).body.data];
      }),
    );
    expect(answers[0]).toEqual([{ project: null }, { deleteProject: { userErrors: [expect.anything()] } }]);
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe('over the emulator', () => {
  let gateway: TestGateway;
  const SECRET = 'hidden-line';
  const absentArn = 'arn:aws:rekognition:us-east-1:123456789012:project/no-such-line/1700000000000';
  let projectArn = '';
  let versionArn = '';

  const root = (query: string) => ask<never>(gateway, bearer(keyOf('root')), query);
  const asAnn = async (query: string) => {
    const { data, errors } = await ask(gateway, bearer(keyOf('ann')), query);
    return { data, errors };
  };

  beforeAll(async () => {
    gateway = await startGateway({
      ...ALWAYS_FRESH,
      STALE_IF_ERROR_MS: '0',
      AUTH: 'api-key',
      ALLOWED_BUCKETS: '*',
      API_KEYS: apiKeys(['root', 'ann']),
      GRANTS: JSON.stringify([
        { to: ['root'], role: 'owner', projects: ['*'] },
        { to: ['ann'], role: 'owner', projects: ['*'], tags: { team: 'vision' } },
      ]),
    });
    const made = await root(
      `mutation { createProject(input: { projectName: "${SECRET}", tags: [{ key: "team", value: "other" }] }) { project { arn } } }`,
    );
    projectArn = (made.data as never as { createProject: { project: { arn: string } } }).createProject.project
      .arn;
    const version = await root(
      `mutation { createModelVersion(input: { projectArn: "${projectArn}", versionName: "v1", outputConfig: { s3Bucket: "bucket-of-own" } }) { modelVersion { arn } userErrors { message field } } }`,
    );
    expect(version).toMatchObject({ data: { createModelVersion: { userErrors: [] } } });
    versionArn = (version.data as never as { createModelVersion: { modelVersion: { arn: string } } })
      .createModelVersion.modelVersion.arn;
    await gateway.control.addFault({
      operation: 'ListTagsForResource',
      error: 'AccessDeniedException',
      rate: 1,
    });
  });
  afterAll(() => gateway.close());

  const absentVersion = () => versionArn.replace(SECRET, 'no-such-line');

  it.each([
    ['project', (project: string) => `{ it: project(arn: "${project}") { name } }`],
    [
      'projects',
      (project: string) => `{ it: projects(filter: { names: ["${project.split('/')[1]}"] }) { totalCount } }`,
    ],
    [
      'modelVersion',
      (_: string, version: string) =>
        `{ it: modelVersion(arn: "${version}") { name statusHistory { nodes { status } } } }`,
    ],
    ['modelVersions', (_: string, version: string) => `{ it: modelVersions(arns: ["${version}"]) { name } }`],
    [
      'deleteProject',
      (project: string) =>
        `mutation { it: deleteProject(input: { projectArn: "${project}" }) { userErrors { code message field } } }`,
    ],
    [
      'stopModelVersion',
      (_: string, version: string) =>
        `mutation { it: stopModelVersion(input: { modelVersionArn: "${version}" }) { userErrors { code message field } } }`,
    ],
    [
      'deleteProjectPolicy',
      (project: string) =>
        `mutation { it: deleteProjectPolicy(input: { projectArn: "${project}", policyName: "p" }) { userErrors { code message field } } }`,
    ],
  ])('%s tells the same of the hidden as of what is not there', async (_name, documentOf) => {
    const hidden = await asAnn(documentOf(projectArn, versionArn));
    expect(hidden).toEqual(await asAnn(documentOf(absentArn, absentVersion())));
    expect(hidden.errors).toBeUndefined();
    expect(hidden.data).toHaveProperty('it');
  });

  it('subscriptions show nothing of it, and go on', async () => {
    const args = `(modelVersionArns: ["${versionArn}"], includeCurrent: true)`;
    const query = (it: string) => `subscription { modelVersionStatusChanged${it} { kind modelVersionArn } }`;
    const streams = Object.values(FOLLOW).flatMap((follow) =>
      [query(args), query(''), query('(includeCurrent: true)')].map((it) =>
        follow(gateway, bearer(keyOf('ann')), it),
      ),
    );
    const watched = FOLLOW.SSE(gateway, bearer(keyOf('root')), query(''));
    await gateway.control.advance(3_600_000);
    await watched.until((events) => JSON.stringify(events).includes(SECRET));
    for (const it of streams) expect(JSON.stringify(it.events)).not.toMatch(/errors|hidden-line/);
    const outcome = await Promise.race([...streams.map((it) => it.ended), Promise.resolve('open')]);
    expect(outcome).toBe('open');
    for (const it of [...streams, watched]) it.stop();
  });
});
