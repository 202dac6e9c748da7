import { ACCOUNT, refused, START_MS, setStage } from './stage.js';

const stage = setStage();

describe('1. a project', () => {
  test('1.1 is CREATING, then CREATED, DELETING, and gone', async () => {
    const client = stage.clientOf();
    const arn = await stage.projectOf(client);
    const status = async () => (await client.describeProjects({})).ProjectDescriptions?.[0]?.Status;
    expect(await status()).toBe('CREATING');
    stage.pass(1_000);
    expect(await status()).toBe('CREATED');
    expect(await client.deleteProject({ ProjectArn: arn })).toMatchObject({ Status: 'DELETING' });
    expect(await status()).toBe('DELETING');
    stage.pass(1_000);
    expect(await status()).toBeUndefined();
  });

  test('1.2 carries its creation time in its ARN', async () => {
    const client = stage.clientOf();
    expect(await stage.projectOf(client)).toBe(
      `arn:aws:rekognition:us-east-1:${ACCOUNT}:project/p/${START_MS}`,
    );
    const { ProjectDescriptions } = await client.describeProjects({});
    expect(ProjectDescriptions?.[0]?.CreationTimestamp).toEqual(new Date(START_MS));
    expect(ProjectDescriptions?.[0]?.Datasets).toEqual([]);
    expect(ProjectDescriptions?.[0]).not.toHaveProperty('Feature');
  });

  test('1.3 has a name of its own in its account and region', async () => {
    await stage.projectOf(stage.clientOf());
    await expect(stage.projectOf(stage.clientOf())).rejects.toEqual(refused('ResourceInUseException'));
    await stage.projectOf(stage.clientOf('111122223333'));
    await stage.projectOf(stage.clientOf(ACCOUNT, 'eu-west-1'));
  });

  test('1.4 of another feature is only listed on request', async () => {
    const client = stage.clientOf();
    const Feature = 'CONTENT_MODERATION';
    await client.createProject({ ProjectName: 'm', Feature, AutoUpdate: 'ENABLED' });
    expect((await client.describeProjects({})).ProjectDescriptions).toEqual([]);
    const { ProjectDescriptions } = await client.describeProjects({ Features: [Feature] });
    expect(ProjectDescriptions).toMatchObject([{ Feature, AutoUpdate: 'ENABLED' }]);
    const without = client.createProject({ ProjectName: 'n', Feature });
    await expect(without).rejects.toEqual(refused('InvalidParameterException'));
  });

  test('1.5 goes only when its versions are gone', async () => {
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client);
    const ProjectVersionArn = await stage.trainedOf(client, ProjectArn, 'v');
    await expect(client.deleteProject({ ProjectArn })).rejects.toEqual(refused('ResourceInUseException'));
    await client.deleteProjectVersion({ ProjectVersionArn });
    stage.pass(2_000);
    await client.deleteProject({ ProjectArn });
  });

  test('1.6 with a name that is used again at once has another ARN', async () => {
    await stage.restart({ transitions: 'immediate' });
    const client = stage.clientOf();
    const first = await stage.projectOf(client);
    await client.deleteProject({ ProjectArn: first });
    expect(await stage.projectOf(client)).not.toBe(first);
  });
});

describe('2. another account', () => {
  test('2.1 may not touch what is not its own', async () => {
    const ProjectArn = await stage.projectOf(stage.clientOf());
    const stranger = stage.clientOf('999999999999');
    await expect(stranger.describeProjectVersions({ ProjectArn })).rejects.toEqual(
      expect.objectContaining({
        name: 'AccessDeniedException',
        message: `User: arn:aws:iam::999999999999:root is not authorized to perform: rekognition:DescribeProjectVersions on resource: ${ProjectArn}`,
      }),
    );
    await expect(stranger.tagResource({ ResourceArn: ProjectArn, Tags: {} })).rejects.toEqual(
      refused('AccessDeniedException'),
    );
  });
});
