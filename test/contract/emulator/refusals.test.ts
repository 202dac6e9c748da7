import { OutputConfig, refused, setStage } from './stage.js';

const stage = setStage();

describe('1. an operation at the wrong time', () => {
  test('1.1 is ResourceInUse while something is going on', async () => {
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client);
    const { ProjectVersionArn = '' } = await client.createProjectVersion({
      ProjectArn,
      VersionName: 'v',
      OutputConfig,
    });
    const start = () => client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
    const inUse = refused('ResourceInUseException');
    await expect(start()).rejects.toEqual(inUse);
    await expect(client.stopProjectVersion({ ProjectVersionArn })).rejects.toEqual(inUse);
    await expect(client.deleteProjectVersion({ ProjectVersionArn })).rejects.toEqual(inUse);
    stage.pass(20_000);
    await start();
    await expect(start()).rejects.toEqual(inUse);
    stage.pass(8_000);
    await expect(start()).rejects.toEqual(inUse);
    await expect(client.deleteProjectVersion({ ProjectVersionArn })).rejects.toEqual(inUse);
  });

  test('1.2 is InvalidParameter where waiting would not help', async () => {
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client);
    const ProjectVersionArn = await stage.trainedOf(client, ProjectArn, 'v');
    const invalid = refused('InvalidParameterException');
    await expect(client.stopProjectVersion({ ProjectVersionArn })).rejects.toEqual(invalid);
    const units = { MinInferenceUnits: 3, MaxInferenceUnits: 2 };
    await expect(client.startProjectVersion({ ProjectVersionArn, ...units })).rejects.toEqual(invalid);
    await stage.control().addFault({ operation: '*', outcome: 'FAILED', count: 1 });
    const failed = await stage.trainedOf(client, ProjectArn, 'failed');
    const start = client.startProjectVersion({ ProjectVersionArn: failed, MinInferenceUnits: 1 });
    await expect(start).rejects.toEqual(invalid);
  });

  test('1.3 a start that fails may be tried again, and a start may be stopped', async () => {
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client);
    const ProjectVersionArn = await stage.trainedOf(client, ProjectArn, 'v');
    await stage.control().addFault({ operation: 'StartProjectVersion', outcome: 'FAILED', count: 1 });
    await client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
    stage.pass(8_000);
    expect((await stage.described(client, ProjectArn, 'v')).Status).toBe('FAILED');
    await client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
    await client.stopProjectVersion({ ProjectVersionArn });
    stage.pass(4_000);
    expect((await stage.described(client, ProjectArn, 'v')).Status).toBe('STOPPED');
  });
});

describe('2. a quota', () => {
  const exceeded = refused('LimitExceededException');

  test('2.1 of two trainings, two running models and five units', async () => {
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client);
    const create = (VersionName: string) =>
      client.createProjectVersion({ ProjectArn, VersionName, OutputConfig });
    const arns = [(await create('a')).ProjectVersionArn, (await create('b')).ProjectVersionArn];
    await expect(create('c')).rejects.toEqual(exceeded);
    stage.pass(20_000);
    arns.push((await create('c')).ProjectVersionArn);
    stage.pass(20_000);
    const start = (which: number, MinInferenceUnits = 1) =>
      client.startProjectVersion({ ProjectVersionArn: arns[which], MinInferenceUnits });
    await expect(start(0, 6)).rejects.toEqual(exceeded);
    await start(0);
    await start(1);
    await expect(start(2)).rejects.toEqual(exceeded);
    await client.stopProjectVersion({ ProjectVersionArn: arns[0] });
    await start(2);
  });

  test('2.2 of a hundred projects', async () => {
    const client = stage.clientOf();
    for (let i = 0; i < 100; i++) await stage.projectOf(client, `p${i}`);
    await expect(stage.projectOf(client, 'one-more')).rejects.toEqual(exceeded);
    const { ProjectDescriptions, NextToken } = await client.describeProjects({});
    expect(ProjectDescriptions).toHaveLength(100);
    expect(NextToken).toBeUndefined();
  });

  test('2.3 of two hundred tags', async () => {
    const client = stage.clientOf();
    const ResourceArn = await stage.projectOf(client);
    const Tags = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`k${i}`, '']));
    await client.tagResource({ ResourceArn, Tags });
    await client.tagResource({ ResourceArn, Tags: { k7: 'changed' } });
    const more = client.tagResource({ ResourceArn, Tags: { k200: '' } });
    await expect(more).rejects.toEqual(refused('ServiceQuotaExceededException'));
    await client.untagResource({ ResourceArn, TagKeys: ['k0', 'unknown'] });
    expect(Object.keys((await client.listTagsForResource({ ResourceArn })).Tags ?? {})).toHaveLength(199);
  });
});
