import type { IncomingMessage } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { checkNesting } from '../domain/nesting.js';
import type { Apollo } from './apollo.js';
import { credentialOf } from './auth/credential.js';
import { BodyError, readJson } from './body.js';
import type { Doors } from './doors.js';
import type { GivenOperation } from './limits/gate.js';
import { toRefusal } from './refusals.js';
import type { Reply } from './reply.js';
import { traceparentOf } from './request.js';

/** Answers `POST /graphql` and `GET /graphql?query=`. */
export async function answerGraphql(
  apollo: Apollo,
  { authenticate, gate, quotas, createContext, watch }: Doors,
  request: IncomingMessage,
  { search, requestId }: { readonly search: string; readonly requestId: string },
): Promise<Reply> {
  try {
    const caller = await authenticate(credentialOf(request));
    quotas.takeRequest(caller.subject);
    const body = request.method === 'POST' ? await readJson(request) : null;
    const operation = readOperation(body, search);
    const query = gate(operation);
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? '',
        headers: toHeaderMap(request),
        ...withText(query, operation, body, search),
      },
      context: async () => {
        const running = watch.began(requestId, 'http', traceparentOf(request));
        return { ...createContext(requestId, caller, running.traceparent), running };
      },
    });
    const headers = { ...Object.fromEntries(answer.headers), 'x-request-id': requestId };
    const text = await toText(answer.body);
    return { status: statusOf(answer.status, request, text), headers, body: text };
  } catch (error) {
    const refusal = error instanceof BodyError ? error.reply : toRefusal(error);
    if (refusal) return refusal;
    throw error;
  }
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

/**
 * What is asked for, as far as it has the right form; whatever is wrong with it, Apollo says.
 * @throws GatewayError QUERY_TOO_LARGE for what is nested too deep to be parsed
 */
function readOperation(body: unknown, search: string): GivenOperation {
  const given = (body ?? parseSearch(search)) as Record<string, unknown>;
  const { query, operationName, variables, extensions } = given;
  const isNamed = typeof operationName === 'string' && operationName !== '';
  return {
    query: typeof query === 'string' ? query : null,
    operationName: isNamed ? operationName : null,
    variables: toObject(variables),
    extensions: toObject(extensions),
  };
}

function parseSearch(search: string): Record<string, unknown> {
  const { variables, extensions, ...given } = Object.fromEntries(new URLSearchParams(search));
  return { ...given, variables: parseJson(variables), extensions: parseJson(extensions) };
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  checkNesting(text);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The request as Apollo gets it: where a hash came, its text instead. */
function withText(query: string | null, { extensions }: GivenOperation, body: unknown, search: string) {
  if (query === null || !('persistedQuery' in extensions)) return { body, search };
  if (body !== null) return { search, body: { ...(body as object), query, extensions: {} } };
  const parameters = new URLSearchParams(search);
  parameters.set('query', query);
  parameters.delete('extensions');
  return { body, search: `?${parameters}` };
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
