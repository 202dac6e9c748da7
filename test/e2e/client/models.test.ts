import {
  type ChangeOptions,
  type Client,
  CreateProjectDocument,
  createClient,
  type ModelState,
} from '../../../src/client/index.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { NO_RATES } from '../../support/models.js';

const outputConfig = { s3Bucket: 'bucket-of-tests' };

let gateway: TestGateway;
let client: Client;
let projectArn: string;

beforeAll(async () => {
  gateway = await startGateway({
    EMULATOR_DATA: 'empty',
    POLL_INTERVAL_MS: '100',
    ...NO_RATES,
  });
  client = createClient({ url: gateway.url });
  const { createProject } = await client.mutate(CreateProjectDocument, { input: { projectName: 'cats' } });
  projectArn = createProject.project?.arn ?? '';
});
afterAll(() => gateway.close());

/** What is reported on the way, and the end of it. */
async function statuses(change: (options: ChangeOptions) => Promise<ModelState>) {
  const seen: (string | null)[] = [];
  const end = await change({ onProgress: ({ status }) => seen.push(status) });
  expect(end.status).toBe(seen.at(-1));
  return { ...end, seen };
}

it('a model is trained, started, stopped, copied and deleted, each waited for', async () => {
  const train = { projectArn, versionName: 'v1', outputConfig };
  const trained = await statuses((options) => client.trainModel(train, options));
  expect(trained).toMatchObject({ name: 'v1', seen: ['TRAINING_IN_PROGRESS', 'TRAINING_COMPLETED'] });
  const { arn } = trained;
  expect(
    await statuses((options) => client.startModel(arn, { minInferenceUnits: 2, ...options })),
  ).toMatchObject({
    arn,
    name: 'v1',
    seen: ['STARTING', 'RUNNING'],
  });
  expect((await statuses((options) => client.stopModel(arn, options))).seen).toEqual(['STOPPING', 'STOPPED']);
  const copy = {
    sourceModelVersionArn: arn,
    destinationProjectArn: projectArn,
    versionName: 'v2',
    outputConfig,
  };
  const copied = await statuses((options) => client.copyModel(copy, options));
  expect(copied).toMatchObject({ name: 'v2', seen: ['COPYING_IN_PROGRESS', 'COPYING_COMPLETED'] });
  expect(copied.arn).not.toBe(arn);
  expect((await statuses((options) => client.deleteModel(arn, options))).seen).toEqual(['DELETING', null]);
});

it("a training that fails is reported with AWS's explanation", async () => {
  await gateway.control.addFault({ operation: 'CreateProjectVersion', outcome: 'FAILED', count: 1 });
  const training = client.trainModel({ projectArn, versionName: 'bad', outputConfig });
  const error = await training.catch((it) => it);
  expect(error).toMatchObject({ code: 'MODEL_FAILED', model: { name: 'bad', status: 'TRAINING_FAILED' } });
  expect(error.message).toBe(error.model.statusMessage);
});

it('a start that is refused gets the reason, and the place in the input', async () => {
  const arn = `${projectArn.replace(/\/\d+$/, '')}/version/none/1700000000001`;
  await expect(client.startModel(arn)).rejects.toMatchObject({
    code: 'NOT_FOUND',
    userErrors: [{ code: 'NOT_FOUND', field: ['modelVersionArn'] }],
  });
});

it('a document that the gateway does not take is reported, and not tried again', async () => {
  const onRetry = () => {
    throw new Error('tried again');
  };
  await expect(client.query('{ nothing }', {}, { onRetry })).rejects.toMatchObject({
    code: 'GRAPHQL_VALIDATION_FAILED',
    requestId: expect.any(String),
  });
});
