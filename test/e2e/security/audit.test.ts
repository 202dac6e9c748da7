import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ACCOUNTS, ALWAYS_FRESH, PARTNER } from '../demo.js';

const file = join(mkdtempSync(join(tmpdir(), 'audit-')), 'audit.jsonl');
const BOARDS = 'arn:aws:rekognition:us-east-1:123456789012:project/circuit-boards';

interface Line {
  readonly at: string;
  readonly id: string;
  readonly kind: string;
  readonly [name: string]: unknown;
}
const lines = (): Line[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

const subject = 'https://issuer.example.com/ann#1'; // not all of it may stand in a source identity
const settings = {
  ...ALWAYS_FRESH,
  ACCOUNTS,
  AUTH: 'api-key',
  API_KEYS: apiKeys([subject, 'eve']),
  GRANTS: JSON.stringify([
    { to: [subject], role: 'owner', projects: ['*'] },
    { to: ['eve'], role: 'viewer', projects: ['*'] },
  ]),
  ALLOWED_BUCKETS: '*',
  AUDIT_FILE: file,
};

let gateway: TestGateway;
let versionArn: string;
const run = <T = Record<string, unknown>>(as: string, query: string) =>
  ask<T>(gateway, bearer(keyOf(as)), query);

beforeAll(async () => {
  gateway = await startGateway(settings);
  const { data } = await run<{ projects: { nodes: { modelVersion: { arn: string } }[] } }>(
    subject,
    '{ projects(filter: { names: ["circuit-boards"] }) { nodes { modelVersion(name: "v4") { arn } } } }',
  );
  versionArn = data?.projects.nodes[0]?.modelVersion.arn ?? '';
});
afterAll(() => gateway.close());

describe('the audit', () => {
  it('has no record of reads', () => {
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('has two records of a mutation: subject, mutation, input; outcome, and the ids of AWS', async () => {
    const { data } = await run<{ stopModelVersion: { userErrors: object[] } }>(
      subject,
      `mutation { stopModelVersion(input: { modelVersionArn: "${versionArn}" }) { userErrors { code } } }`,
    );
    expect(data?.stopModelVersion.userErrors).toEqual([]);
    const { requests } = await gateway.control.requests();
    const sent = requests.find((it) => it.operation === 'StopProjectVersion');
    const [intent, outcome, ...more] = lines();
    expect(more).toEqual([]);
    expect(intent).toEqual({
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      id: expect.any(String),
      kind: 'intent',
      subject,
      mutation: 'stopModelVersion',
      requestId: expect.any(String),
      target: { modelVersionArn: versionArn },
    });
    expect(outcome).toEqual({
      at: expect.any(String),
      id: intent?.id,
      kind: 'outcome',
      result: 'done',
      calls: [{ operation: 'StopProjectVersion', awsRequestId: sent?.requestId }],
    });
  });

  it('has refusals by AWS, by rights and by mistake', async () => {
    const before = lines().length;
    const gone = `${BOARDS}-gone/1`;
    await run(
      subject,
      `mutation { deleteProject(input: { projectArn: "${gone}" }) { userErrors { code } } }`,
    );
    await run(
      'eve',
      `mutation { deleteProject(input: { projectArn: "${BOARDS}/1" }) { userErrors { code } } }`,
    );
    await run(
      subject,
      `mutation { startModelVersion(input: { modelVersionArn: "${versionArn}", minInferenceUnits: 0 }) { userErrors { code } } }`,
    );
    const ends = lines()
      .slice(before)
      .filter((it) => it.kind !== 'intent');
    expect(ends.map((it) => [it.kind, it.result])).toEqual([
      ['outcome', 'NOT_FOUND'],
      ['refused', 'FORBIDDEN'],
      ['outcome', 'INVALID_INPUT'],
    ]);
    expect(ends.map((it) => (it.calls as object[] | undefined)?.length)).toEqual([1, undefined, 0]);
  });

  it('distinguishes a result that was given again from one that was done', async () => {
    const before = lines().length;
    const create =
      'mutation { createProject(input: { projectName: "audited", idempotencyKey: "secret-key" }) { project { arn } userErrors { code } } }';
    await run(subject, create);
    await run(subject, create);
    const outcomes = lines()
      .slice(before)
      .filter((it) => it.kind === 'outcome');
    expect(outcomes.map(({ result, replayed }) => [result, replayed])).toEqual([
      ['done', undefined],
      ['done', true],
    ]);
  });

  it('has no keys, no documents and no descriptions', async () => {
    await run(
      subject,
      `mutation { putProjectPolicy(input: { projectArn: "${BOARDS}/1", policyName: "p", policyDocument: "{\\"Version\\": \\"2012-10-17\\"}", idempotencyKey: "secret-key-2" }) { userErrors { code } } }`,
    );
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('"policyName":"p"');
    expect(text).not.toMatch(/secret-key|2012-10-17|key-of-/);
  });

  it('has of a refused name no more than a line, however long it is', async () => {
    const before = statSync(file).size;
    const name = 'x'.repeat(40_000);
    await run('eve', `mutation { createProject(input: { projectName: "${name}" }) { userErrors { code } } }`);
    expect(statSync(file).size - before).toBeLessThan(4_000);
    expect(lines().at(-1)).toMatchObject({ kind: 'refused', target: { projectName: 'x'.repeat(256) } });
  });

  it('has one line for a record, also for readers that end lines at U+2028', async () => {
    const name = 'a\u2028b\u2029c';
    await run('eve', `mutation { createProject(input: { projectName: "${name}" }) { userErrors { code } } }`);
    expect(readFileSync(file, 'utf8')).not.toMatch(/[\u2028\u2029]/);
    expect(lines().at(-1)).toMatchObject({ kind: 'refused', target: { projectName: name } });
  });

  it('is for its owner alone', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('the name of the subject', () => {
  it('goes to AWS with the role that is assumed for a change, and with no read', async () => {
    await gateway.control.clearRequests();
    const made = await run<{ createProject: { project: { arn: string } } }>(
      subject,
      `mutation { createProject(input: { projectName: "for-ann", accountId: "${PARTNER.accountId}", region: "${PARTNER.region}" }) { project { arn } userErrors { code message } } }`,
    );
    expect(made.errors).toBeUndefined();
    await run('eve', `{ project(arn: "${made.data?.createProject.project.arn}") { name tags { key } } }`);
    const { requests } = await gateway.control.requests();
    const assumed = requests.filter((it) => it.operation === 'AssumeRole').map((it) => it.input);
    const forSubject = assumed.filter((it) => it && 'SourceIdentity' in it);
    expect(forSubject).toEqual([
      expect.objectContaining({
        SourceIdentity: expect.stringMatching(/^https---issuer\.example\.com-ann-1-[0-9a-f]{12}$/),
        'Tags.member.1.Key': 'subject',
        'Tags.member.1.Value': 'https://issuer.example.com/ann-1',
      }),
    ]);
  });
});

describe('a crash between the two records', () => {
  it('is on record when the gateway comes back, and half a line hurts nothing', async () => {
    await gateway.close();
    const cut = {
      at: new Date().toISOString(),
      id: 'cut-off-one',
      kind: 'intent',
      mutation: 'deleteProject',
    };
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, `${before}${JSON.stringify(cut)}\n{"at":"2026-`);
    gateway = await startGateway(settings);
    await run(
      subject,
      `mutation { deleteProject(input: { projectArn: "${BOARDS}-gone/1" }) { userErrors { code } } }`,
    );
    const after = readFileSync(file, 'utf8');
    expect(after.startsWith(`${before}${JSON.stringify(cut)}\n{"at":"2026-\n`)).toBe(true);
    const added = after
      .slice(before.length)
      .trimEnd()
      .split('\n')
      .slice(2)
      .map((line) => JSON.parse(line) as Line);
    expect(added.map(({ id, kind }) => [id === 'cut-off-one', kind])).toEqual([
      [true, 'cut-off'],
      [false, 'intent'],
      [false, 'outcome'],
    ]);
  });
});
