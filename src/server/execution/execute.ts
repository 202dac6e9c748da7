import type { IncomingMessage } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { type Caller, countedSubject } from '../../domain/caller.js';
import type { FreshnessDemand } from '../../domain/freshness.js';
import { parseJson } from '../http/body.js';
import type { Exchange } from '../http/http-server.js';
import { traceparentOf } from '../http/request.js';
import type { Apollo, HttpOperation } from './apollo.js';
import type { CompiledOperations, ExecutedOperation } from './compiled-operations.js';
import { readOperationRequest, toCompilableRequest, withText } from './operation-request.js';
import type { RequestPipeline } from './request-pipeline.js';
import type { ApolloDocuments } from './validation.js';

export interface ExecutionDependencies {
  readonly apollo: Apollo;
  /** Where Apollo finds documents that are parsed already. */
  readonly documents: Pick<ApolloDocuments, 'offer'>;
  readonly compiled: CompiledOperations;
  readonly pipeline: RequestPipeline;
}

/** The request, as it came. */
export interface OperationInput {
  readonly exchange: Exchange;
  /** Null for a GET. */
  readonly bytes: Buffer | null;
  readonly caller: Caller;
  /** How old the answer may be; undefined: as old as is usual. */
  readonly freshness: FreshnessDemand | undefined;
}

/**
 * Answers by running the operation: compiled where it is known well enough, else by Apollo.
 * @throws BodyError
 * @throws GatewayError for a request that no transport accepts
 */
export async function executeOperation(
  dependencies: ExecutionDependencies,
  input: OperationInput,
): Promise<ExecutedOperation> {
  const { apollo, documents, compiled, pipeline } = dependencies;
  const { exchange, bytes } = input;
  const { request, search } = exchange;
  const body = bytes && parseJson(bytes);
  const operationRequest = readOperationRequest(body, search);
  const accepted = pipeline.operationGate(operationRequest, input.caller);
  if (accepted?.load) pipeline.quotas.takeLoad(input.caller.subject, accepted.load);
  const compilable = toCompilableRequest(body, operationRequest, accepted, request);
  const begin = beginsOnce(pipeline, input);
  const known = compilable && (await compiled.run(compilable, begin));
  if (known) return known;
  const operation = begin();
  if (accepted?.document) documents.offer(accepted.text, accepted.document);
  const sent = withText(accepted?.text ?? null, operationRequest, body, search);
  const reply = await askApollo(apollo, operation, request, sent);
  const { isCleanQuery, operationName } = operation.finding;
  if (compilable && isCleanQuery) await compiled.note(compilable, { operationName, headers: reply.headers });
  return { reply, operation };
}

/** Compiled or by Apollo, it is one operation with one context: what failed is not asked of AWS a second time. */
function beginsOnce(pipeline: RequestPipeline, input: OperationInput): () => HttpOperation {
  let operation: HttpOperation | undefined;
  return () => {
    operation ??= beginOperation(pipeline, input);
    return operation;
  };
}

function beginOperation(
  { observer, createContext }: RequestPipeline,
  { exchange: { request, requestId }, caller, freshness }: OperationInput,
): HttpOperation {
  const running = observer.began(requestId, 'http', traceparentOf(request), countedSubject(caller));
  const { session, gateway } = createContext(requestId, caller, running.traceparent, undefined, freshness);
  return { session, gateway, running, finding: { operationName: null, isCleanQuery: false } };
}

async function askApollo(
  apollo: Apollo,
  operation: HttpOperation,
  request: IncomingMessage,
  sent: { readonly body: unknown; readonly search: string },
) {
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method ?? '', headers: toHeaderMap(request), ...sent },
    context: async () => operation,
  });
  const body = await toText(answer.body);
  return {
    status: statusOf(answer.status, request, body),
    headers: Object.fromEntries(answer.headers),
    body,
  };
}

/** Mistakes in a request that was itself in order. */
const REQUEST_ERRORS = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
];

/**
 * To a client that accepts plain JSON, 200 says that the answer is GraphQL's, whatever is in it.
 * https://graphql.github.io/graphql-over-http/draft/#sec-application-json
 */
function statusOf(status = 200, { headers }: IncomingMessage, body: string): number {
  if (status !== 400 || !/^application\/json\b/.test(headers.accept ?? '')) return status;
  const { errors = [] } = JSON.parse(body) as { errors?: { extensions?: { code?: string } }[] };
  return errors.every((it) => REQUEST_ERRORS.includes(it.extensions?.code ?? '')) ? 200 : status;
}

function toHeaderMap({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  return map;
}

type AnswerBody = Awaited<ReturnType<Apollo['executeHTTPGraphQLRequest']>>['body'];

async function toText(body: AnswerBody): Promise<string> {
  if (body.kind === 'complete') return body.string;
  const chunks: string[] = [];
  for await (const chunk of body.asyncIterator) chunks.push(chunk);
  return chunks.join('');
}
