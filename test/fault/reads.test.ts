import { AWS_WORDS, setFaultWorld } from './fault-world.js';

const stage = setFaultWorld();

/** What a client asks, the operation that answers it, and what is right. */
interface Read {
  readonly what: string;
  readonly operation: string;
  readonly document: string;
  /** What the answer's data must be, without a fault. */
  readonly right: unknown;
}

const READS: readonly Read[] = [
  {
    what: 'projects',
    operation: 'DescribeProjects',
    document: '{ projects { totalCount } }',
    right: { projects: { totalCount: 2 } },
  },
  {
    what: 'a project',
    operation: 'DescribeProjects',
    document: 'query($projectArn: ProjectArn!) { project(arn: $projectArn) { status } }',
    right: { project: { status: 'CREATED' } },
  },
  {
    what: 'versions of a project',
    operation: 'DescribeProjectVersions',
    document:
      'query($projectArn: ProjectArn!) { project(arn: $projectArn) { modelVersions { totalCount } } }',
    right: { project: { modelVersions: { totalCount: 2 } } },
  },
  {
    what: 'versions',
    operation: 'DescribeProjectVersions',
    document:
      'query($trainedArn: ModelVersionArn!, $runningArn: ModelVersionArn!) { modelVersions(arns: [$trainedArn, $runningArn]) { status } }',
    right: { modelVersions: [{ status: 'TRAINING_COMPLETED' }, { status: 'RUNNING' }] },
  },
  {
    what: 'policies',
    operation: 'ListProjectPolicies',
    document: 'query($projectArn: ProjectArn!) { project(arn: $projectArn) { policies { totalCount } } }',
    right: { project: { policies: { totalCount: 1 } } },
  },
  {
    what: 'tags',
    operation: 'ListTagsForResource',
    document: 'query($projectArn: ProjectArn!) { project(arn: $projectArn) { tags { key } } }',
    right: { project: { tags: [] } },
  },
];

const read = ({ document }: Read) => {
  const { aws: _, ...arns } = stage.world();
  return stage.query(document, arns);
};

async function expectRightAfterwards({ document, right }: Read): Promise<void> {
  await stage.control().clearFaults();
  const { aws: _, ...arns } = stage.world();
  const { data, errors } = await stage.recovered(document, arns);
  expect(errors).toBeUndefined();
  expect(data).toEqual(right);
}

describe.each(READS)('$what', (it) => {
  const inject = (fault: object) => stage.control().addFault({ operation: it.operation, ...fault });

  test.each([
    ['AccessDeniedException', 'UPSTREAM_ACCESS_DENIED'],
    ['ExpiredTokenException', 'UPSTREAM_ACCESS_DENIED'],
    ['InternalServerError', 'UPSTREAM_UNAVAILABLE'],
    ['SomethingNew', 'UPSTREAM_FAILED'],
  ])('that fail with %s are the error %s, without AWS’s words', async (error, code) => {
    await inject({ error });
    const answer = await read(it);
    expect(answer.errors?.length).toBeGreaterThan(0);
    for (const { extensions } of answer.errors ?? []) {
      expect(extensions.code).toBe(code);
      if (code === 'UPSTREAM_UNAVAILABLE') expect(extensions.retryAfterMs).toBeGreaterThan(0);
      else expect(extensions.awsRequestId).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(JSON.stringify(answer)).not.toMatch(AWS_WORDS);
    await expectRightAfterwards(it);
  });

  test.each([
    { error: 'InternalServerError' },
    { error: 'ThrottlingException' },
    { error: 'ProvisionedThroughputExceededException' },
    { cut: true },
    { replyLost: true },
    { latencyMs: 60 },
  ])('that meet %j once are right all the same', async (fault) => {
    await inject({ ...fault, count: 1 });
    const { data, errors } = await read(it);
    expect(errors).toBeUndefined();
    expect(data).toEqual(it.right);
    await expectRightAfterwards(it);
  });

  test('are the error UPSTREAM_UNAVAILABLE if the connection is cut each time', async () => {
    await inject({ cut: true });
    const answer = await read(it);
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      retryAfterMs: expect.any(Number),
    });
    expect(JSON.stringify(answer)).not.toMatch(AWS_WORDS);
    await expectRightAfterwards(it);
  });
});
