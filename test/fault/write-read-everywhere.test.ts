import { type Instances, startInstances } from '../support/instances.js';
import { queryAt } from '../support/query-at.js';
import { createRandom, oneOf } from '../support/random.js';
import { isSooner } from '../support/sooner.js';

const ROUNDS = 60;
/** Of each, more than the test asks for: it is not about rates. */
const RATES = { ListProjectPolicies: 1_000, PutProjectPolicy: 1_000 };

/** The whole answer, its extensions too. */
async function answerAt<T>(url: string, query: string, variables: object): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as T;
}

const PUT = `mutation ($input: PutProjectPolicyInput!) {
  putProjectPolicy(input: $input) { projectPolicy { policyRevisionId } userErrors { message } } }`;
const PROJECT = 'arn:aws:rekognition:us-east-1:123456789012:project';

interface Put {
  readonly data: {
    readonly putProjectPolicy: { readonly projectPolicy: { policyRevisionId: string } | null };
  };
  readonly extensions: { readonly pendingInstances?: number };
}

describe('three instances', () => {
  const random = createRandom(11);
  let instances: Instances;
  let projectArn = '';
  let policyRevisionId: string | null = null;
  const urls = () => instances.all.map((it) => it.url);

  beforeAll(async () => {
    instances = await startInstances({
      count: 3,
      regions: ['us-east-1'],
      versionsEach: 1,
      settings: { READ_MAX_AGE_MS: '60000', UPSTREAM_TPS: JSON.stringify(RATES) },
      emulator: { EMULATOR_SPEED: '20', EMULATOR_TPS: '0' },
    });
    projectArn = [...instances.seed.versions.keys()][0] ?? '';
  });
  afterAll(() => instances.close());

  async function put(url: string): Promise<Put> {
    const policyDocument = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: '111122223333' },
          Action: 'rekognition:CopyProjectVersion',
          Resource: `${PROJECT}/any/version/v/1`,
          Sid: `round${random()}`.replace('.', ''),
        },
      ],
    };
    const input = { projectArn, policyName: 'share', policyDocument, policyRevisionId };
    const answer = await answerAt<Put>(url, PUT, { input });
    policyRevisionId = answer.data.putProjectPolicy.projectPolicy?.policyRevisionId ?? null;
    return answer;
  }

  async function revisionAt(url: string): Promise<string | undefined> {
    const query = `{ project(arn: "${projectArn}") { policies { nodes { policyRevisionId } } } }`;
    const { project } = await queryAt<{
      project: { policies: { nodes: { policyRevisionId: string }[] } };
    }>(url, query);
    return project.policies.nodes[0]?.policyRevisionId;
  }

  it('show a policy that one has put as soon as its client has the answer, whatever the others had read', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { extensions } = await put(oneOf(urls(), random) ?? '');
      expect(extensions.pendingInstances).toBeUndefined();
      expect(await Promise.all(urls().map(revisionAt))).toEqual(urls().map(() => policyRevisionId));
    }
  });

  it('say within two seconds and a little that one of them does not show it yet', async () => {
    const [one, two] = instances.all;
    two?.redis.freeze(true);
    const answer = put(one?.url ?? '');
    expect(await isSooner(answer, 10_000)).toBe(true);
    expect((await answer).extensions.pendingInstances).toBe(1);
    two?.redis.freeze(false);
  });
});
