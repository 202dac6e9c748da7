import { CHANGES, withKey } from './changes.js';
import { OUTPUT, POLICY, setFaultWorld } from './fault-world.js';

const stage = setFaultWorld();
const changeOf = (field: string) => {
  const found = CHANGES.find((it) => it.field === field);
  if (!found) throw new Error(field);
  return found;
};
type Payloads = Record<string, Record<string, unknown>>;
const run = (field: string, variables?: object) => {
  const { document, variables: usual } = changeOf(field);
  return stage.query<Payloads>(document, variables ?? usual(stage.world()));
};
const SHOW = 'query($arn: ModelVersionArn!) { modelVersion(arn: $arn) { status minInferenceUnits } }';
const show = async (arn: string) => (await stage.recovered(SHOW, { arn })).data?.modelVersion;

test('the answer that was lost is put together as AWS would have given it', async () => {
  await stage.control().addFault({ operation: '*', replyLost: true, count: 1 });
  const { data } = await run('createProject');
  const { aws, projectName } = stage.world();
  const { ProjectDescriptions } = await aws.describeProjects({ ProjectNames: [`${projectName}-new`] });
  expect(data?.createProject?.project).toMatchObject({ arn: ProjectDescriptions?.[0]?.ProjectArn });
});

test('a policy with a revision that was lost on the way is answered with its new revision', async () => {
  const { aws, projectArn } = stage.world();
  const revisionOf = async () =>
    (await aws.listProjectPolicies({ ProjectArn: projectArn })).ProjectPolicies?.[0]?.PolicyRevisionId;
  const policyRevisionId = await revisionOf();
  await stage.control().addFault({ operation: 'PutProjectPolicy', replyLost: true });
  const policyDocument = { ...POLICY, Statement: [{ ...POLICY.Statement[0], Sid: 'changed' }] };
  const input = { projectArn, policyName: 'lend', policyDocument, policyRevisionId };
  const { data } = await run('putProjectPolicy', { input });
  expect(data?.putProjectPolicy).toMatchObject({
    projectPolicy: { policyRevisionId: await revisionOf(), policyDocument },
    userErrors: [],
  });
  expect(await revisionOf()).not.toBe(policyRevisionId);
});

const LOOKS = ['DescribeProjects', 'DescribeProjectVersions', 'ListProjectPolicies'];

describe.each(CHANGES)('$field, with a lost answer and no way to find out', (change) => {
  const variablesOf = (key: string | null) => withKey(change, stage.world(), key);

  test.each([
    ['with a key', 'mine'],
    ['without a key', null],
  ])('%s: nobody knows, the same key finds out, and AWS is asked once', async (_, key) => {
    const read = '{ projects { nodes { modelVersions { nodes { status } } } } }';
    await stage.query(read); // known from before: the mutation itself need not look
    await stage.control().addFault({ operation: change.operation, replyLost: true, count: 1 });
    for (const operation of LOOKS)
      await stage.control().addFault({ operation, error: 'AccessDeniedException' });
    const variables = variablesOf(key);
    const { data, errors } = await stage.query<Payloads>(change.document, variables);
    expect(data?.[change.field]).toBeFalsy();
    expect(errors?.[0]?.extensions).toEqual({
      code: 'OUTCOME_UNKNOWN',
      idempotencyKey: key ?? expect.stringMatching(/^[0-9a-f-]{36}$/),
    });

    await stage.control().clearFaults();
    const told = String(errors?.[0]?.extensions.idempotencyKey);
    const again = await stage.query<Payloads>(change.document, variablesOf(told));
    expect(again.data?.[change.field]).toMatchObject({ userErrors: [] });
    expect(await change.isDone(stage.world())).toBe(true);
    expect(await stage.countOf(change.operation)).toBe(1);
  });

  test('and did not happen: the same key makes it', async () => {
    await stage.query('{ projects { nodes { modelVersions { nodes { status } } } } }');
    await stage.control().addFault({ operation: change.operation, cut: true, count: 1 });
    for (const operation of LOOKS)
      await stage.control().addFault({ operation, error: 'AccessDeniedException' });
    const variables = variablesOf('mine');
    const { errors } = await stage.query(change.document, variables);
    expect(errors?.[0]?.extensions.code).toBe('OUTCOME_UNKNOWN');
    await stage.control().clearFaults();
    expect(await change.isDone(stage.world())).toBe(false);
    const again = await stage.query<Payloads>(change.document, variables);
    expect(again.data?.[change.field]).toMatchObject({ userErrors: [] });
    expect(await change.isDone(stage.world())).toBe(true);
  });
});

test('a start that another one forestalled with other units is not taken for ours', async () => {
  const { aws, trainedArn } = stage.world();
  await show(trainedArn);
  await aws.startProjectVersion({ ProjectVersionArn: trainedArn, MinInferenceUnits: 1 });
  await stage.control().addFault({ operation: 'StartProjectVersion', cut: true });
  const { errors } = await run('startModelVersion');
  expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_UNAVAILABLE');
  expect(await show(trainedArn)).toEqual({ status: 'RUNNING', minInferenceUnits: 1 });
});

test('a version of the same name that another one trained is not taken for ours', async () => {
  const { aws, projectArn } = stage.world();
  const OutputConfig = { ...OUTPUT, S3KeyPrefix: 'elsewhere' };
  await aws.createProjectVersion({ ProjectArn: projectArn, VersionName: 'new', OutputConfig });
  await stage.control().addFault({ operation: 'CreateProjectVersion', cut: true, count: 1 });
  const { errors } = await run('createModelVersion');
  expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_UNAVAILABLE');
  const { data } = await run('createModelVersion');
  expect(data?.createModelVersion?.userErrors).toMatchObject([{ code: 'ALREADY_EXISTS' }]);
});

test('a copy of the same name from another source is not taken for ours', async () => {
  const { aws, projectArn, runningArn } = stage.world();
  await aws.copyProjectVersion({
    SourceProjectArn: projectArn,
    SourceProjectVersionArn: runningArn,
    DestinationProjectArn: projectArn,
    VersionName: 'copy',
    OutputConfig: OUTPUT,
  });
  await stage.control().addFault({ operation: 'CopyProjectVersion', cut: true, count: 1 });
  const { errors } = await run('copyModelVersion');
  expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_UNAVAILABLE');
  const { data } = await run('copyModelVersion');
  expect(data?.copyModelVersion?.userErrors).toMatchObject([{ code: 'ALREADY_EXISTS' }]);
});

test('a policy of the same name with another document is not taken for ours', async () => {
  const { projectArn } = stage.world();
  const policyDocument = { ...POLICY, Statement: [{ ...POLICY.Statement[0], Sid: 'other' }] };
  const input = { projectArn, policyName: 'lend', policyDocument };
  await stage.control().addFault({ operation: 'PutProjectPolicy', cut: true, count: 1 });
  const { errors } = await run('putProjectPolicy', { input });
  expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_UNAVAILABLE');
  const { data } = await run('putProjectPolicy', { input });
  expect(data?.putProjectPolicy?.userErrors).toMatchObject([{ code: 'ALREADY_EXISTS' }]);
});
