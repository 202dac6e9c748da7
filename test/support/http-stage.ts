import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { MemoryCatalog } from '../../src/catalog/memory/memory-catalog.js';
import type { ProjectArn } from '../../src/domain/arn.js';
import { type Caller, LOCAL_OWNER } from '../../src/domain/caller.js';
import { createContextFactory } from '../../src/graphql/create-context.js';
import { createSchema } from '../../src/graphql/schema.js';
import { MemoryKeys } from '../../src/idempotency/memory-keys.js';
import { silentLog } from '../../src/log.js';
import type { Authenticate } from '../../src/server/auth/authenticator.js';
import { createApollo } from '../../src/server/execution/apollo.js';
import {
  type CompiledOperations,
  createCompiledOperations,
} from '../../src/server/execution/compiled-operations.js';
import { createApolloDocuments } from '../../src/server/execution/validation.js';
import { GraphqlRoute } from '../../src/server/graphql-http.js';
import type { Exchange } from '../../src/server/http/http-server.js';
import { type Reply, unlessKnown } from '../../src/server/http/reply.js';
import type { EndedOperation, OperationObserver } from '../../src/server/port.js';
import { createResponseCache } from '../../src/server/response-cache/response-cache.js';
import { AttachmentCache } from '../../src/services/reading/attachment-cache.js';
import { Reader } from '../../src/services/reading/reader.js';
import type { Services } from '../../src/services/session.js';
import { createFakeUpstream } from './fake-upstream.js';
import { openPipeline, UNPROTECTED } from './open-pipeline.js';
import { createTestClock } from './test-clock.js';

export const READ_MAX_AGE_MS = 2_000;

export interface Answered {
  readonly reply: Reply;
  readonly body: { readonly data: Record<string, never>; readonly extensions: object };
  readonly isCached: boolean;
}

/** Token → who brings it; whoever brings none is the owner of all. */
type Callers = Readonly<Record<string, Caller>>;
const NOBODY_ELSE: Callers = {};

/** Everything between the HTTP server and AWS, on a clock of the test's, over an upstream that the test moves. */
export async function createHttpStage({
  preparedBytes = 1024 * 1024,
  callers = NOBODY_ELSE,
  provedAfter = 2,
  readRevalidateMs = 0,
} = {}) {
  const clock = createTestClock();
  const upstream = createFakeUpstream(clock);
  const catalog = new MemoryCatalog({ clock, retentionMs: 3_600_000, maxEntries: 10_000 });
  const readOf: ProjectArn[] = [];
  const onRead = (arn: ProjectArn) => void readOf.push(arn);
  const ages = { readMaxAgeMs: READ_MAX_AGE_MS, readRevalidateMs, transitionMaxAgeMs: 3_000 };
  const reading = { upstream, clock, ...ages, staleIfErrorMs: 60_000 };
  const services: Services = {
    upstream,
    catalog,
    clock,
    keys: new MemoryKeys(clock),
    ...UNPROTECTED,
    reader: new Reader({ ...reading, catalog, onRead }),
    attachments: new AttachmentCache(reading),
    onChanged: () => {},
    onSubscribed: () => () => {},
  };
  const ends: (EndedOperation & { readonly requestId: string })[] = [];
  const observer: OperationObserver = {
    began: (requestId) => ({ opened: () => {}, ended: (it) => void ends.push({ ...it, requestId }) }),
    delivered: () => {},
  };
  const schema = createSchema();
  const facts = { version: '0', upstream: 'EMULATOR', accounts: upstream.accounts } as const;
  const createContext = createContextFactory(services, facts, clock);
  const responseCache = createResponseCache({ maxBytes: preparedBytes, clock, onRead, observer });
  const authenticate: Authenticate = async (credential) => callers[credential?.text ?? ''] ?? LOCAL_OWNER;
  const pipeline = { ...openPipeline(schema, createContext), observer, authenticate };
  const documents = createApolloDocuments(pipeline.validate);
  const apollo = await createApollo({ schema, documents, introspection: true, log: silentLog });
  const operations = createCompiledOperations(schema, 500, provedAfter);
  let compiledRuns = 0;
  const compiled: CompiledOperations = {
    note: (...answered) => operations.note(...answered),
    async run(...asked) {
      const computed = await operations.run(...asked);
      if (computed) compiledRuns += 1;
      return computed;
    },
  };
  const computing = { apollo, documents, compiled, pipeline: pipeline };
  const noStreams = { methods: [], handle: () => undefined };
  const route = new GraphqlRoute(computing, responseCache, noStreams);
  const handle = async (exchange: Exchange) => {
    const reply = await route.handle(exchange);
    if (!reply) throw new Error('Expected an answer, not a stream.');
    return unlessKnown(exchange.request, reply);
  };
  let requests = 0;

  async function answer(request: Partial<IncomingMessage>, search = ''): Promise<Answered> {
    const requestId = `request-${++requests}`;
    const exchange = {
      request: request as IncomingMessage,
      response: {} as ServerResponse,
      search,
      requestId,
    };
    const reply = await handle(exchange);
    const body = reply.status === 304 ? null : JSON.parse(String(reply.body));
    const isCached = ends.some((it) => it.requestId === requestId && it.isCached === true);
    return { reply, body, isCached: isCached };
  }

  return {
    clock,
    upstream,
    catalog,
    schema,
    pipeline: pipeline,
    createContext,
    /** Of `/graphql`. */
    handle,
    /** How many answers were computed by a compiled query. */
    compiledRuns: () => compiledRuns,
    readOf,
    ends,
    post: (query: string, variables: object = {}, headers: Record<string, string> = {}) => {
      const body = Readable.from([Buffer.from(JSON.stringify({ query, variables }))]);
      const all = { 'content-type': 'application/json', ...headers };
      return answer(Object.assign(body, { method: 'POST', headers: all }) as never);
    },
    get: (query: string, headers: Record<string, string> = {}) => {
      const all = { 'content-type': 'application/json', ...headers };
      return answer({ method: 'GET', headers: all }, `?query=${encodeURIComponent(query)}`);
    },
  };
}
