import { createClient, type GatewayError, type Progress } from '../../../src/client/index.js';
import {
  answer,
  brokenStream,
  COMPLETE,
  cut,
  frame,
  gap,
  type ScriptedGateway,
  type Step,
  startScriptedGateway,
  stream,
} from '../../support/scripted-gateway.js';

const ARN = 'arn:aws:rekognition:us-east-1:123456789012:project/p/version/v1/1700000000001';

let gateway: ScriptedGateway;
afterEach(() => gateway.close());

const version = (status: string, statusMessage: string | null = null) => ({
  arn: ARN,
  name: 'v1',
  status,
  statusMessage,
});
const started = answer({
  data: { startModelVersion: { modelVersion: version('STARTING'), cursor: 'c0', userErrors: [] } },
});
const refused = (code: string) =>
  answer({
    data: {
      startModelVersion: {
        modelVersion: null,
        cursor: null,
        userErrors: [{ code, message: `about ${code}` }],
      },
    },
  });
const truth = (modelVersion: object | null) => answer({ data: { eventCursor: 't0', modelVersion } });
const event = (cursor: string, status: string | null) => frame({ cursor, status, modelVersionArn: ARN });

async function start(...steps: readonly Step[]) {
  gateway = await startScriptedGateway(...steps);
  const seen: string[] = [];
  const onProgress = ({ status, isAfterGap }: Progress) =>
    seen.push(`${status}${isAfterGap ? ' after a gap' : ''}`);
  const running = createClient({ url: gateway.url }).startModel(ARN, { onProgress });
  const outcome = await running.then(
    ({ status }) => status,
    ({ code, message }: GatewayError) => `${code}: ${message}`,
  );
  return { outcome, seen };
}

const paths = () =>
  gateway.requests.map(({ path, variables }) => (variables.after ? `${path} ${variables.after}` : path));

describe('a start', () => {
  it('is followed from its own cursor until the model runs', async () => {
    const { outcome, seen } = await start(started, stream(event('c1', 'STARTING'), event('c2', 'RUNNING')));
    expect(outcome).toBe('RUNNING');
    expect(seen).toEqual(['STARTING', 'RUNNING']);
    expect(paths()).toEqual(['/graphql', '/graphql/stream c0']);
  });

  it('goes on after a lost connection', async () => {
    const { outcome, seen } = await start(
      started,
      brokenStream(event('c1', 'STARTING')),
      stream(event('c2', 'RUNNING')),
    );
    expect(outcome).toBe('RUNNING');
    expect(seen).toEqual(['STARTING', 'RUNNING']);
    expect(paths()).toEqual(['/graphql', '/graphql/stream c0', '/graphql/stream c1']);
  });

  it('is read again when changes were lost, and has arrived if it has', async () => {
    const { outcome, seen } = await start(started, stream(gap('n1')), truth(version('RUNNING')));
    expect(outcome).toBe('RUNNING');
    expect(seen).toEqual(['STARTING', 'RUNNING after a gap']);
  });

  it('is read again when changes were lost, and followed on if it is still on its way', async () => {
    const later: Step = (response) => {
      stream(gap('n1'))(response);
      setTimeout(() => response.write(event('n2', 'RUNNING')), 50);
    };
    const { outcome, seen } = await start(started, later, truth(version('STARTING')));
    expect(outcome).toBe('RUNNING');
    expect(seen).toEqual(['STARTING', 'STARTING after a gap', 'RUNNING']);
  });

  it('is not taken for over by an event that is older than itself', async () => {
    const events = stream(event('c1', 'STOPPED'), event('c2', 'STARTING'), event('c3', 'RUNNING'));
    const { outcome, seen } = await start(started, events, truth(version('STARTING')));
    expect(outcome).toBe('RUNNING');
    expect(seen).toEqual(['STARTING', 'RUNNING']);
  });

  it("fails with AWS's explanation where the model fails", async () => {
    const events = stream(event('c1', 'STARTING'), event('c2', 'FAILED'));
    const { outcome, seen } = await start(started, events, truth(version('FAILED', 'No capacity.')));
    expect(outcome).toBe('MODEL_FAILED: No capacity.');
    expect(seen).toEqual(['STARTING', 'FAILED']);
  });

  it('fails where another client stops the model, or deletes it', async () => {
    const stopped = await start(started, stream(event('c1', 'STOPPING')), truth(version('STOPPING')));
    expect(stopped.outcome).toBe('MODEL_FAILED: The model is STOPPING, not RUNNING.');
    await gateway.close();
    const gone = await start(started, stream(event('c1', null)), truth(null));
    expect(gone.outcome).toBe('MODEL_FAILED: The model is gone, not RUNNING.');
  });

  it('waits on through a status that is newer than the gateway', async () => {
    const events = stream(event('c1', 'UNKNOWN'), event('c2', 'RUNNING'));
    const { outcome, seen } = await start(started, events, truth(version('UNKNOWN')));
    expect(outcome).toBe('RUNNING');
    expect(seen).toEqual(['STARTING', 'UNKNOWN', 'RUNNING']);
  });

  it('that is refused is over', async () => {
    expect((await start(refused('IN_USE'))).outcome).toBe('IN_USE: about IN_USE');
    expect(gateway.requests).toHaveLength(1);
  });

  it('is found to be on its way if its answer was lost with the gateway, although it is refused now', async () => {
    const { outcome, seen } = await start(
      cut,
      refused('IN_USE'),
      truth(version('STARTING')),
      stream(event('t1', 'RUNNING')),
    );
    expect(outcome).toBe('RUNNING');
    expect(seen).toEqual(['STARTING', 'RUNNING']);
    expect(paths()).toEqual(['/graphql', '/graphql', '/graphql', '/graphql/stream t0']);
  });

  it('that was sent twice and is refused for good is refused', async () => {
    const { outcome } = await start(cut, refused('IN_USE'), truth(version('STOPPING')));
    expect(outcome).toBe('IN_USE: about IN_USE');
  });

  it('says so if the gateway ends the stream before the model arrives', async () => {
    const { outcome } = await start(started, stream(event('c1', 'STARTING'), COMPLETE));
    expect(outcome).toBe('BAD_RESPONSE: The gateway ended the stream before the model arrived.');
  });
});
