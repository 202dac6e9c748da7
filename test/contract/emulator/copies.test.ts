import type { CopyProjectVersionCommandInput, Rekognition } from '@aws-sdk/client-rekognition';
import { ACCOUNT, OutputConfig, refused, setStage } from './stage.js';

const stage = setStage();

describe('1. a copy', () => {
  const PARTNER = '111122223333';

  async function setUp() {
    const owner = stage.clientOf();
    const partner = stage.clientOf(PARTNER);
    const SourceProjectArn = await stage.projectOf(owner, 'source');
    const SourceProjectVersionArn = await stage.trainedOf(owner, SourceProjectArn, 'v');
    const copy = (
      client: Rekognition,
      DestinationProjectArn: string,
      members: Partial<CopyProjectVersionCommandInput> = {},
    ) =>
      client.copyProjectVersion({
        SourceProjectArn,
        SourceProjectVersionArn,
        DestinationProjectArn,
        VersionName: 'copied',
        OutputConfig,
        ...members,
      });
    const allow = (Effect: string, AWS: string, PolicyName: string) => {
      const Statement = {
        Effect,
        Principal: { AWS },
        Action: 'rekognition:CopyProjectVersion',
        Resource: '*',
      };
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
      return owner.putProjectPolicy({ ProjectArn: SourceProjectArn, PolicyName, PolicyDocument });
    };
    return { owner, partner, SourceProjectArn, SourceProjectVersionArn, copy, allow };
  }

  test('1.1 within an account needs no policy and has its own life', async () => {
    const { owner, copy, SourceProjectArn, SourceProjectVersionArn } = await setUp();
    const ProjectArn = await stage.projectOf(owner, 'destination');
    const { ProjectVersionArn } = await copy(owner, ProjectArn);
    expect(ProjectVersionArn).toMatch(/:project\/destination\/version\/copied\/\d+$/);
    expect(await stage.described(owner, ProjectArn, 'copied')).toMatchObject({
      Status: 'COPYING_IN_PROGRESS',
    });
    stage.pass(6_000);
    const source = await stage.described(owner, SourceProjectArn, 'v');
    expect(await stage.described(owner, ProjectArn, 'copied')).toMatchObject({
      Status: 'COPYING_COMPLETED',
      SourceProjectVersionArn,
      EvaluationResult: { F1Score: source.EvaluationResult?.F1Score },
    });
    await owner.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
  });

  test('1.2 out of another account needs a policy on the source project', async () => {
    const { partner, copy, allow } = await setUp();
    const destination = await stage.projectOf(partner);
    const denied = refused('AccessDeniedException');
    await expect(copy(partner, destination)).rejects.toEqual(denied);
    await allow('ALLOW', `arn:aws:iam::${PARTNER}:root`, 'allow');
    await copy(partner, destination);
    await allow('Deny', '*', 'deny');
    await expect(copy(partner, destination, { VersionName: 'again' })).rejects.toEqual(denied);
  });

  test('1.3 within an account may be denied by a policy', async () => {
    const { owner, copy, allow } = await setUp();
    const destination = await stage.projectOf(owner, 'destination');
    await allow('Deny', `arn:aws:iam::${ACCOUNT}:root`, 'deny');
    await expect(copy(owner, destination)).rejects.toEqual(refused('AccessDeniedException'));
  });

  test('1.4 stays in its region and fits its project', async () => {
    const { owner, copy } = await setUp();
    const elsewhere = stage.clientOf(ACCOUNT, 'eu-west-1');
    const invalid = refused('InvalidParameterException');
    await expect(copy(elsewhere, await stage.projectOf(elsewhere))).rejects.toEqual(invalid);
    const other = await stage.projectOf(owner, 'other');
    await expect(copy(owner, other, { SourceProjectArn: other })).rejects.toEqual(invalid);
  });

  test('1.5 outlives its source', async () => {
    const { owner, copy, SourceProjectVersionArn } = await setUp();
    const ProjectArn = await stage.projectOf(owner, 'destination');
    await copy(owner, ProjectArn);
    await owner.deleteProjectVersion({ ProjectVersionArn: SourceProjectVersionArn });
    stage.pass(60_000);
    expect((await stage.described(owner, ProjectArn, 'copied')).EvaluationResult?.F1Score).toBeGreaterThan(0);
  });

  test('1.6 may fail', async () => {
    const { owner, copy } = await setUp();
    const ProjectArn = await stage.projectOf(owner, 'destination');
    await stage.control().addFault({ operation: 'CopyProjectVersion', outcome: 'FAILED' });
    await copy(owner, ProjectArn);
    stage.pass(6_000);
    const failed = await stage.described(owner, ProjectArn, 'copied');
    expect(failed.Status).toBe('COPYING_FAILED');
    expect(failed).not.toHaveProperty('EvaluationResult');
  });
});
