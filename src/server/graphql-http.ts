import type { IncomingMessage } from 'node:http';
import { HeaderMap } from '@apollo/server';
import type { CreateContext } from '../graphql/create-context.js';
import type { Apollo, HttpOperation } from './apollo.js';
import { BodyError, checkDepth, parseJson, readBody } from './body.js';
import { unlessKnown, withEtag } from './conditional.js';
import type { Exchange } from './http-server.js';
import type { PreparedAnswer } from './prepared/answers.js';
import type { FrontDoor } from './prepared/front-door.js';
import { keyOf } from './prepared/key.js';
import type { Reply } from './reply.js';

/** What a caller may see: for now, everybody may see everything. */
const RIGHTS = '';

/** Answers `POST /graphql` and `GET /graphql?query=`: with what is prepared, else with what Apollo makes of it. */
export async function answerGraphql(
  apollo: Apollo,
  createContext: CreateContext,
  frontDoor: FrontDoor,
  { request, search, requestId }: Exchange,
): Promise<Reply> {
  try {
    const bytes = request.method === 'POST' ? await readBody(request) : null;
    const key = keyOf(request, RIGHTS, bytes?.toString('latin1') ?? search);
    const find = () => frontDoor.find(key, requestId);
    const underWay = frontDoor.underWay(key);
    const prepared = find() ?? (underWay && (await underWay.then(find)));
    if (prepared) return unlessKnown(request, prepared);
    const operation = { ...createContext(requestId), operationName: null };
    const end = frontDoor.begin(key);
    let answer: PreparedAnswer | null = null;
    try {
      const reply = withEtag(request, await compute(apollo, operation, request, bytes, search));
      answer = { reply, operationName: operation.operationName, ask: operation.session.ask };
      return unlessKnown(request, reply);
    } finally {
      end(answer);
    }
  } catch (error) {
    if (error instanceof BodyError) return error.reply;
    throw error;
  }
}

async function compute(
  apollo: Apollo,
  operation: HttpOperation,
  request: IncomingMessage,
  bytes: Buffer | null,
  search: string,
): Promise<Reply> {
  const body = bytes && parseJson(bytes);
  checkParts(body, search);
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method ?? '', headers: toHeaderMap(request), search, body },
    context: async () => operation,
  });
  const headers = Object.fromEntries(answer.headers);
  return { status: answer.status ?? 200, headers, body: await toText(answer.body) };
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
