import { CHANGES } from './changes.js';
import { OUTPUT, POLICY, setFaultWorld } from './fault-world.js';

const stage = setFaultWorld();
const changeOf = (field: string) => {
  const found = CHANGES.find((it) => it.field === field);
  if (!found) throw new Error(field);
  return found;
};
const run = (field: string, variables?: object) => {
  const { document, variables: usual } = changeOf(field);
  return stage.query<Record<string, Record<string, unknown>>>(document, variables ?? usual(stage.world()));
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

test('a policy whose revision was lost on the way is answered with its new revision', async () => {
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

test('a change that cannot be looked up is called failed, and the next look is right', async () => {
  const { trainedArn } = stage.world();
  await stage.control().addFault({ operation: 'StartProjectVersion', replyLost: true });
  await show(trainedArn); // known from before: the mutation itself need not look
  await stage.control().addFault({ operation: 'DescribeProjectVersions', error: 'AccessDeniedException' });
  const { errors } = await run('startModelVersion');
  expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_UNAVAILABLE');
  await stage.control().clearFaults();
  expect(await show(trainedArn)).toEqual({ status: 'RUNNING', minInferenceUnits: 2 });
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
