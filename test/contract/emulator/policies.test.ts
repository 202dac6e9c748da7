import { refused, START_MS, setStage } from './stage.js';

const stage = setStage();

describe('1. a policy', () => {
  const PolicyDocument =
    '{"Statement":{"Effect":"Allow","Principal":"*","Action":"rekognition:CopyProjectVersion","Resource":"*"}}';

  test('1.1 changes only with its revision', async () => {
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client);
    const put = (PolicyRevisionId?: string) =>
      client.putProjectPolicy({
        ProjectArn,
        PolicyName: 'a',
        PolicyDocument,
        ...(PolicyRevisionId && { PolicyRevisionId }),
      });
    const { PolicyRevisionId: first } = await put();
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    await expect(put()).rejects.toEqual(refused('ResourceAlreadyExistsException'));
    stage.pass(5_000);
    const { PolicyRevisionId: second } = await put(first);
    await expect(put(first)).rejects.toEqual(refused('InvalidPolicyRevisionIdException'));
    expect((await client.listProjectPolicies({ ProjectArn })).ProjectPolicies).toEqual([
      {
        ProjectArn,
        PolicyName: 'a',
        PolicyRevisionId: second,
        PolicyDocument,
        CreationTimestamp: new Date(START_MS),
        LastUpdatedTimestamp: new Date(START_MS + 5_000),
      },
    ]);
    const stale = client.deleteProjectPolicy({ ProjectArn, PolicyName: 'a', PolicyRevisionId: 'abc' });
    await expect(stale).rejects.toEqual(refused('InvalidPolicyRevisionIdException'));
    await client.deleteProjectPolicy({ ProjectArn, PolicyName: 'a', PolicyRevisionId: second });
    const again = client.deleteProjectPolicy({ ProjectArn, PolicyName: 'a' });
    await expect(again).rejects.toEqual(refused('ResourceNotFoundException'));
  });

  test('1.2 is one of five at most, listed in pages', async () => {
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client);
    for (const PolicyName of ['a', 'b', 'c', 'd', 'e'])
      await client.putProjectPolicy({ ProjectArn, PolicyName, PolicyDocument });
    const sixth = client.putProjectPolicy({ ProjectArn, PolicyName: 'f', PolicyDocument });
    await expect(sixth).rejects.toEqual(refused('LimitExceededException'));
    const { NextToken, ProjectPolicies } = await client.listProjectPolicies({ ProjectArn, MaxResults: 3 });
    expect(ProjectPolicies).toHaveLength(3);
    const rest = await client.listProjectPolicies({ ProjectArn, NextToken });
    expect(rest.ProjectPolicies).toHaveLength(2);
    expect(rest.NextToken).toBeUndefined();
    const tooMany = client.listProjectPolicies({ ProjectArn, MaxResults: 6 });
    await expect(tooMany).rejects.toEqual(refused('ValidationException'));
  });

  test('1.3 must follow the documented grammar', async () => {
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client);
    const bad = client.putProjectPolicy({ ProjectArn, PolicyName: 'a', PolicyDocument: '{' });
    await expect(bad).rejects.toEqual(refused('MalformedPolicyDocumentException'));
  });
});
