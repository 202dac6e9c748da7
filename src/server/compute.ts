import type { IncomingMessage } from 'node:http';
import { HeaderMap } from '@apollo/server';
import type { CreateContext } from '../graphql/create-context.js';
import type { Apollo, HttpOperation } from './apollo.js';
import { checkDepth, parseJson } from './body.js';
import { toAsked } from './compiled/asked.js';
import type { CompiledOperations, Computed } from './compiled/operations.js';
import type { LogOperation } from './operation-log.js';

export interface Computing {
  readonly apollo: Apollo;
  readonly compiled: CompiledOperations;
  readonly createContext: CreateContext;
  readonly logOperation: LogOperation;
}

/** What is asked for, as it came. */
export interface Question {
  readonly request: IncomingMessage;
  readonly search: string;
  /** Null for a GET. */
  readonly bytes: Buffer | null;
  readonly requestId: string;
}

/**
 * Answers by running the operation: compiled where it is known well enough, else by Apollo.
 * @throws BodyError
 */
export async function compute(computing: Computing, question: Question): Promise<Computed> {
  const { apollo, compiled, logOperation } = computing;
  const { request, bytes, requestId } = question;
  const body = bytes && parseJson(bytes);
  const asked = toAsked(body, request);
  const startedAt = performance.now();
  const begin = () => createOperation(computing, requestId);
  const known = asked && (await compiled.run(asked, begin));
  if (known) {
    const { finding, session } = known.operation;
    const { operationName } = finding;
    logOperation({ requestId, operation: 'query', operationName, startedAt, cost: session.ask.cost });
    return known;
  }
  const answered = await askApollo(apollo, begin(), question, body);
  const { document, operationName } = answered.operation.finding;
  if (asked && document) compiled.note(asked, { document, operationName, headers: answered.reply.headers });
  return answered;
}

function createOperation({ createContext }: Computing, requestId: string): HttpOperation {
  return { ...createContext(requestId), finding: { operationName: null, document: null } };
}

async function askApollo(
  apollo: Apollo,
  operation: HttpOperation,
  { request, search }: Question,
  body: unknown,
): Promise<Computed> {
  checkParts(body, search);
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method ?? '', headers: toHeaderMap(request), search, body },
    context: async () => operation,
  });
  const headers = Object.fromEntries(answer.headers);
  const reply = { status: answer.status ?? 200, headers, body: await toText(answer.body) };
  return { reply, operation };
}

/** @throws BodyError for a document or variables nested too deep to be parsed; whatever else is wrong, Apollo says */
function checkParts(body: unknown, search: string): void {
  const query = (body as { query?: unknown } | null)?.query;
  if (typeof query === 'string') checkDepth(query);
  if (body === null) for (const value of new URLSearchParams(search).values()) checkDepth(value);
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
