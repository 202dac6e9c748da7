import { parseModelVersionArn, parseProjectArn } from '../../src/domain/arn.js';
import { aCallContext, failing } from './upstream-stage.js';
import { HERE, newCopy, newProject, newVersion, setUpstreamWorld } from './upstream-world.js';

const world = setUpstreamWorld();
const { project, version, described } = world;
const ONE = { min: 1, max: null };
const PREFIX = `arn:aws:rekognition:${HERE.region}:${HERE.accountId}:project/none`;
const NO_PROJECT = parseProjectArn(`${PREFIX}/1`);
const NO_VERSION = parseModelVersionArn(`${PREFIX}/version/v1/1`);

describe('1. projects', () => {
  test('1.1 are created with everything in the request, and deleted', async () => {
    const upstream = world.upstream();
    const asked = newProject({
      feature: 'CONTENT_MODERATION',
      autoUpdate: true,
      tags: [{ key: 'a', value: 'ä' }],
    });
    const arn = await upstream.createProject(HERE, asked, aCallContext());
    const { values } = await upstream.describeProjects(HERE, ['cats'], aCallContext());
    expect(values).toEqual([
      expect.objectContaining({ arn, name: 'cats', feature: 'CONTENT_MODERATION', autoUpdate: true }),
    ]);
    expect(await upstream.listTags(arn, aCallContext())).toEqual([{ key: 'a', value: 'ä' }]);
    expect(await upstream.deleteProject(arn, aCallContext())).toBe('DELETING');
    expect((await upstream.listProjects(HERE, aCallContext())).values).toEqual([]);
  });

  test('1.2 without a feature are of Custom Labels and do not update themselves', async () => {
    await project();
    const { values } = await world.upstream().describeProjects(HERE, ['cats'], aCallContext());
    expect(values[0]).toMatchObject({ feature: 'CUSTOM_LABELS', autoUpdate: false, datasets: [] });
  });

  test('1.3 are refused while the name is taken, while they have versions, and once they are gone', async () => {
    const arn = await project();
    await expect(project()).rejects.toEqual(failing('IN_USE'));
    await version(arn);
    const upstream = world.upstream();
    await expect(upstream.deleteProject(arn, aCallContext())).rejects.toEqual(failing('IN_USE'));
    await expect(upstream.deleteProject(NO_PROJECT, aCallContext())).rejects.toEqual(failing('NOT_FOUND'));
  });
});

describe('2. model versions', () => {
  test('2.1 train, start, stop and are deleted, and every describe sees it', async () => {
    const upstream = world.upstream();
    const projectArn = await project();
    const arn = await version(projectArn);
    expect(await described(projectArn)).toMatchObject({ arn, status: 'TRAINING_COMPLETED' });
    expect(await upstream.startModelVersion(arn, { min: 1, max: 3 }, aCallContext())).toBe('STARTING');
    const running = { status: 'RUNNING', minInferenceUnits: 1, maxInferenceUnits: 3 };
    expect(await described(projectArn)).toMatchObject(running);
    expect(await upstream.stopModelVersion(arn, aCallContext())).toBe('STOPPING');
    expect(await described(projectArn)).toMatchObject({ status: 'STOPPED' });
    expect(await upstream.deleteModelVersion(arn, aCallContext())).toBe('DELETING');
    expect(await described(projectArn)).toBeNull();
    expect((await upstream.listModelVersions(projectArn, aCallContext()))?.values).toEqual([]);
  });

  test('2.2 are created with everything in the request', async () => {
    const file = { bucket: 'in-put', name: 'train.manifest', version: 'x1' };
    const input = newVersion({
      trainingData: [file],
      testingData: { manifests: [{ ...file, version: null }], autoCreate: null },
      tags: [{ key: 'k', value: '' }],
      kmsKeyId: 'alias/mine',
      versionDescription: 'Why',
    });
    const projectArn = await project();
    const arn = await world.upstream().createModelVersion(projectArn, input, aCallContext());
    expect(await described(projectArn)).toMatchObject({
      outputConfig: input.outputConfig,
      trainingDataResult: { input: [file] },
      testingDataResult: { input: [{ ...file, version: null }] },
      kmsKeyId: 'alias/mine',
      versionDescription: 'Why',
    });
    expect(await world.upstream().listTags(arn, aCallContext())).toEqual([{ key: 'k', value: '' }]);
  });

  test('2.3 of adapters take a threshold, and Custom Labels ones do not', async () => {
    const upstream = world.upstream();
    const input = newVersion({ contentModerationConfidenceThreshold: 42.5 });
    const kind = { feature: 'CONTENT_MODERATION', autoUpdate: false } as const;
    const asked = newProject({ projectName: 'adapters', ...kind });
    const adapters = await upstream.createProject(HERE, asked, aCallContext());
    await upstream.createModelVersion(adapters, input, aCallContext());
    expect(await described(adapters)).toMatchObject({ feature: 'CONTENT_MODERATION' });
    expect(await world.inputsOf('CreateProjectVersion')).toEqual([
      expect.objectContaining({ FeatureConfig: { ContentModeration: { ConfidenceThreshold: 42.5 } } }),
    ]);
    const refused = upstream.createModelVersion(await project(), input, aCallContext());
    await expect(refused).rejects.toEqual(failing('INVALID_INPUT'));
  });

  test('2.4 are copied under a new name', async () => {
    const sourceProjectArn = await project();
    const sourceModelVersionArn = await version(sourceProjectArn);
    const destinationProjectArn = await project('dogs');
    const copy = newCopy({
      sourceProjectArn,
      sourceModelVersionArn,
      destinationProjectArn,
      versionName: 'c1',
    });
    const arn = await world.upstream().copyModelVersion(copy, aCallContext());
    expect(await described(destinationProjectArn, 'c1')).toMatchObject({
      arn,
      status: 'COPYING_COMPLETED',
      sourceModelVersionArn,
    });
    const again = world.upstream().copyModelVersion(copy, aCallContext());
    await expect(again).rejects.toEqual(failing('IN_USE'));
  });

  test('2.5 are refused what their status forbids and what AWS limits, and are not there once gone', async () => {
    const upstream = world.upstream();
    const arn = await version(await project());
    const six = upstream.startModelVersion(arn, { min: 6, max: null }, aCallContext());
    await expect(six).rejects.toEqual(failing('QUOTA_EXCEEDED'));
    await expect(upstream.stopModelVersion(arn, aCallContext())).rejects.toEqual(failing('INVALID_INPUT'));
    await upstream.startModelVersion(arn, ONE, aCallContext());
    await expect(upstream.startModelVersion(arn, ONE, aCallContext())).rejects.toEqual(failing('IN_USE'));
    await expect(upstream.deleteModelVersion(arn, aCallContext())).rejects.toEqual(failing('IN_USE'));
    for (const gone of [
      upstream.startModelVersion(NO_VERSION, ONE, aCallContext()),
      upstream.stopModelVersion(NO_VERSION, aCallContext()),
      upstream.deleteModelVersion(NO_VERSION, aCallContext()),
      upstream.createModelVersion(NO_PROJECT, newVersion(), aCallContext()),
    ])
      await expect(gone).rejects.toEqual(failing('NOT_FOUND'));
  });

  test('2.6 no refusal is sent twice', async () => {
    await expect(world.upstream().stopModelVersion(NO_VERSION, aCallContext())).rejects.toThrow();
    expect(await world.inputsOf('StopProjectVersion')).toHaveLength(1);
  });
});

describe('3. policies', () => {
  const document = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: '111122223333' },
        Action: 'rekognition:CopyProjectVersion',
        Resource: '*',
      },
    ],
  };
  const policy = (policyRevisionId: string | null, policyName = 'lend') => ({
    policyName,
    policyDocument: JSON.stringify(document),
    policyRevisionId,
  });

  test('3.1 are attached, revised, listed as JSON, and taken off', async () => {
    const upstream = world.upstream();
    const arn = await project();
    const first = await upstream.putProjectPolicy(arn, policy(null), aCallContext());
    const second = await upstream.putProjectPolicy(arn, policy(first), aCallContext());
    expect(await upstream.listProjectPolicies(arn, aCallContext())).toEqual([
      expect.objectContaining({ policyName: 'lend', policyRevisionId: second, policyDocument: document }),
    ]);
    await upstream.deleteProjectPolicy(arn, 'lend', second, aCallContext());
    expect(await upstream.listProjectPolicies(arn, aCallContext())).toEqual([]);
  });

  test('3.2 are refused with a stale revision, a taken name, a bad document, or a sixth', async () => {
    const upstream = world.upstream();
    const arn = await project();
    const put = (input = policy(null)) => upstream.putProjectPolicy(arn, input, aCallContext());
    await put(policy(await put()));
    await expect(put(policy('abc'))).rejects.toEqual(failing('POLICY_REVISION_MISMATCH'));
    await expect(put()).rejects.toEqual(failing('ALREADY_EXISTS'));
    const bad = { ...policy(null, 'bad'), policyDocument: '{"Statement":[]}' };
    await expect(put(bad)).rejects.toEqual(failing('MALFORMED_POLICY'));
    for (const name of ['b', 'c', 'd', 'e']) await put(policy(null, name));
    await expect(put(policy(null, 'f'))).rejects.toEqual(failing('QUOTA_EXCEEDED'));
    expect(await upstream.listProjectPolicies(arn, aCallContext())).toHaveLength(5);
    const remove = upstream.deleteProjectPolicy(NO_PROJECT, 'lend', null, aCallContext());
    await expect(remove).rejects.toEqual(failing('NOT_FOUND'));
  });
});
