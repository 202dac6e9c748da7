import type { IncomingMessage } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { type Caller, countedSubject } from '../../domain/caller.js';
import { parseJson } from '../http/body.js';
import type { Exchange } from '../http/http-server.js';
import { traceparentOf } from '../http/request.js';
import type { Apollo, HttpOperation } from './apollo.js';
import type { ApolloDocuments } from './apollo-document-store.js';
import { toAsked } from './compilable-request.js';
import type { CompiledOperations, Computed } from './compiled-operations.js';
import { readOperation, withText } from './operation-request.js';
import type { Doors } from './request-pipeline.js';

export interface Computing {
  readonly apollo: Apollo;
  /** Where Apollo looks for what is parsed already. */
  readonly documents: Pick<ApolloDocuments, 'offer'>;
  readonly compiled: CompiledOperations;
  readonly doors: Doors;
}

/** What is asked for, as it came. */
interface Question {
  readonly exchange: Exchange;
  /** Null for a GET. */
  readonly bytes: Buffer | null;
  readonly caller: Caller;
}

/**
 * Answers by running the operation: compiled where it is known well enough, else by Apollo.
 * @throws BodyError
 * @throws GatewayError what no door lets pass
 */
export async function compute(computing: Computing, question: Question): Promise<Computed> {
  const { apollo, documents, compiled, doors } = computing;
  const { exchange, bytes } = question;
  const { request, search } = exchange;
  const body = bytes && parseJson(bytes);
  const given = readOperation(body, search);
  const admitted = doors.gate(given);
  if (admitted?.load) doors.quotas.takeLoad(question.caller.subject, admitted.load);
  const asked = toAsked(body, admitted, request);
  const begin = beginner(doors, question);
  const known = asked && (await compiled.run(asked, begin));
  if (known) return known;
  const operation = begin();
  if (admitted?.document) documents.offer(admitted.text, admitted.document);
  const sent = withText(admitted?.text ?? null, given, body, search);
  const reply = await askApollo(apollo, operation, request, sent);
  const { isCleanQuery, operationName } = operation.finding;
  if (asked && isCleanQuery) await compiled.note(asked, { operationName, headers: reply.headers });
  return { reply, operation };
}

/** Each time with a context of its own, but it stays one operation to those who watch. */
function beginner({ watch, createContext }: Doors, { exchange: { request, requestId }, caller }: Question) {
  let running: HttpOperation['running'] | undefined;
  return (): HttpOperation => {
    running ??= watch.began(requestId, 'http', traceparentOf(request), countedSubject(caller));
    const { session, gateway } = createContext(requestId, caller, running.traceparent);
    return { session, gateway, running, finding: { operationName: null, isCleanQuery: false } };
  };
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
 * To who asks for plain JSON, 200 says that the answer is GraphQL's, whatever is in it.
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
