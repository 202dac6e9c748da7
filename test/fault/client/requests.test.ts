import {
  type Client,
  createClient,
  type GatewayError,
  GatewayStatusDocument,
  ShowModelDocument,
  StartModelDocument,
  type TypedDocument,
} from '../../../src/client/index.js';
import type { ClientOptions } from '../../../src/client/transport.js';
import {
  answer,
  cut,
  refusal,
  type ScriptedGateway,
  type Step,
  silent,
  startScriptedGateway,
} from '../../support/scripted-gateway.js';

const OK = answer({ data: { eventCursor: 'c1' } });
const STARTED = answer({ data: { startModelVersion: { modelVersion: null, cursor: null, userErrors: [] } } });

let gateway: ScriptedGateway;
afterEach(() => gateway.close());

async function clientOf(steps: readonly Step[], options: Partial<ClientOptions> = {}) {
  gateway = await startScriptedGateway(...steps);
  return createClient({ url: gateway.url, ...options });
}

describe('a query', () => {
  it('goes out with headers and a token that are read each time', async () => {
    let count = 0;
    const token = async () => `token-${++count}`;
    const client = await clientOf([OK], { token, headers: { 'x-team': 'cats' } });
    await client.query(GatewayStatusDocument);
    await client.query(ShowModelDocument, { arn: 'a' });
    expect(
      gateway.requests.map(({ path, variables, headers }) => [path, variables, headers['x-team']]),
    ).toEqual([
      ['/graphql', {}, 'cats'],
      ['/graphql', { arn: 'a' }, 'cats'],
    ]);
    expect(gateway.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('fails with the code, the id of the request, and the part that was answered', async () => {
    const errors = [{ message: 'not in S3', path: ['modelVersion'], extensions: { code: 'NOT_FOUND' } }];
    const client = await clientOf([answer({ data: { modelVersion: null }, errors })]);
    await expect(client.query(GatewayStatusDocument)).rejects.toMatchObject({
      name: 'GatewayError',
      code: 'NOT_FOUND',
      message: 'not in S3',
      requestId: 'request-1',
      retryAfterMs: null,
      data: { modelVersion: null },
      errors,
    });
    expect(gateway.requests).toHaveLength(1);
  });

  it.each<[string, Step]>([
    ['is cut off', cut],
    ['comes while a proxy has nobody behind it', answer('<html>', 502)],
    ['comes while the gateway is full', answer({ message: 'full' }, 503)],
    ['comes while AWS is throttled', refusal('UPSTREAM_THROTTLED', { retryAfterMs: 5 })],
    ['comes while AWS is away', refusal('UPSTREAM_UNAVAILABLE', {}, 503)],
  ])('is tried again when it %s', async (_when, step) => {
    const retries: string[] = [];
    const client = await clientOf([step, step, OK]);
    const onRetry = ({ code }: { code: string }) => retries.push(code);
    expect(await client.query(GatewayStatusDocument, {}, { onRetry })).toEqual({ eventCursor: 'c1' });
    expect(gateway.requests).toHaveLength(3);
    expect(retries).toHaveLength(2);
  });

  it('waits as long as the gateway demands, and gives up rather than wait too long', async () => {
    const client = await clientOf([refusal('UPSTREAM_THROTTLED', { retryAfterMs: 60_000 })]);
    await expect(client.query(GatewayStatusDocument)).rejects.toMatchObject({
      code: 'UPSTREAM_THROTTLED',
      retryAfterMs: 60_000,
    });
    expect(gateway.requests).toHaveLength(1);
  });

  it('gives up at once where nothing is to be tried again', async () => {
    const client = await clientOf([cut], { retryForMs: 0 });
    await expect(client.query(GatewayStatusDocument)).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
    expect(gateway.requests).toHaveLength(1);
  });

  it.each<[string, Step]>([
    ['a page of something else', answer('<html>', 200, { 'content-type': 'text/html' })],
    ['another address', answer({ message: 'There is nothing here.' }, 404)],
    ['nothing that a query could be answered with', answer('null')],
  ])('says that %s is no gateway', async (_what, step) => {
    const client = await clientOf([step]);
    await expect(client.query(GatewayStatusDocument)).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
    expect(gateway.requests).toHaveLength(1);
  });

  it('does not wait for an answer for ever', async () => {
    const client = await clientOf([silent], { requestTimeoutMs: 50, retryForMs: 0 });
    await expect(client.query(GatewayStatusDocument)).rejects.toMatchObject({
      code: 'NETWORK_ERROR',
      message: 'The gateway was silent for 50 ms.',
    });
  });

  it("ends with the reason of the caller's signal, before, during and between tries", async () => {
    const reason = new Error('enough');
    const client = await clientOf([silent, cut]);
    await expect(client.query(GatewayStatusDocument, {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
    expect(gateway.requests).toHaveLength(0);
    const during = new AbortController();
    const running = client.query(GatewayStatusDocument, {}, { signal: during.signal });
    setTimeout(() => during.abort(reason), 20);
    await expect(running).rejects.toBe(reason);
    const between = new AbortController();
    const { signal } = between;
    const onRetry = () => between.abort(reason);
    await expect(client.query(GatewayStatusDocument, {}, { signal, onRetry })).rejects.toBe(reason);
  });
});

describe('a mutation', () => {
  it('goes out again with the same key', async () => {
    const client = await clientOf([cut, refusal('UPSTREAM_UNAVAILABLE'), STARTED]);
    await client.mutate(StartModelDocument, { modelVersionArn: 'a', minInferenceUnits: 1 });
    const keys = gateway.requests.map(({ variables }) => variables.idempotencyKey);
    expect(keys).toHaveLength(3);
    expect(new Set(keys)).toEqual(new Set([expect.any(String)]));
  });

  it('that takes no key is never sent twice', async () => {
    const client = await clientOf([cut, STARTED]);
    const document: TypedDocument<unknown, { arn: string }> =
      'mutation ($arn: ModelVersionArn!) { stop(arn: $arn) }';
    await expect(client.mutate(document, { arn: 'a' })).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
    expect(gateway.requests).toHaveLength(1);
  });

  it('that is refused fails with the code, and all that it was refused for', async () => {
    const userErrors = [
      { code: 'IN_USE', message: 'It is RUNNING.', field: ['modelVersionArn'], awsRequestId: 'aws-1' },
      { code: 'INVALID_INPUT', message: 'Too many units.', field: null, awsRequestId: null },
    ];
    const data = { startModelVersion: { modelVersion: null, cursor: null, userErrors } };
    const client = await clientOf([answer({ data })]);
    await expect(client.mutate(StartModelDocument, { modelVersionArn: 'a' })).rejects.toMatchObject({
      code: 'IN_USE',
      message: 'It is RUNNING.',
      requestId: 'request-1',
      userErrors,
      data,
    });
  });
});

describe('every failure names its request', () => {
  const call = (client: Client) => client.query(GatewayStatusDocument);
  const watch = async (client: Client) => client.watchStatus({ after: 'c1' }).next();
  const find = (client: Client) => client.findModel({ project: 'p', version: 'v' });

  it.each<[string, Step, (client: Client) => Promise<unknown>]>([
    ['a query that is cut off', cut, call],
    ['a query that is not answered', silent, call],
    ['a watch that is cut off', cut, watch],
    ['a watch that is not answered', silent, watch],
  ])('%s: as the client named it', async (_what, step, act) => {
    const named: (string | null)[] = [];
    const recording: typeof fetch = (url, init) => {
      named.push(new Headers(init?.headers).get('x-request-id'));
      return fetch(url, init);
    };
    const options = { retryForMs: 0, requestTimeoutMs: 50, silenceMs: 50, fetch: recording };
    const client = await clientOf([step], options);
    const { requestId } = (await act(client).catch((error: unknown) => error)) as GatewayError;
    expect(requestId).toMatch(/^[0-9a-f]{32}$/);
    expect(named).toEqual([requestId]);
  });

  it.each<[string, Step, (client: Client) => Promise<unknown>]>([
    ['a page of something else', answer('<html>'), call],
    ['a watch that is refused', refusal('UNAUTHENTICATED', {}, 401), watch],
    ['a watch that is answered with no stream', OK, watch],
    ['a name that is not there', answer({ data: { projects: { nodes: [] } } }), find],
    ['a start that is answered with no version', STARTED, (client) => client.startModel('a')],
  ])('%s: as the gateway named it', async (_what, step, act) => {
    const client = await clientOf([step]);
    await expect(act(client)).rejects.toMatchObject({ name: 'GatewayError', requestId: 'request-1' });
  });

  it("the caller's own name counts", async () => {
    const client = await clientOf([cut], { headers: { 'X-Request-Id': 'mine' }, retryForMs: 0 });
    await expect(call(client)).rejects.toMatchObject({ requestId: 'mine' });
    expect(gateway.requests[0]?.headers['x-request-id']).toBe('mine');
  });
});
