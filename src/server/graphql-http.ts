import type { IncomingMessage } from 'node:http';
import { HeaderMap } from '@apollo/server';
import type { CreateContext } from '../graphql/create-context.js';
import type { Apollo } from './apollo.js';
import { BodyError, checkDepth, readJson } from './body.js';
import type { Reply } from './reply.js';

/** Answers `POST /graphql` and `GET /graphql?query=`. */
export async function answerGraphql(
  apollo: Apollo,
  createContext: CreateContext,
  request: IncomingMessage,
  { search, requestId }: { readonly search: string; readonly requestId: string },
): Promise<Reply> {
  try {
    const body = request.method === 'POST' ? await readJson(request) : null;
    checkParts(body, search);
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: request.method ?? '', headers: toHeaderMap(request), search, body },
      context: async () => createContext(requestId),
    });
    const headers = { ...Object.fromEntries(answer.headers), 'x-request-id': requestId };
    return { status: answer.status ?? 200, headers, body: await toText(answer.body) };
  } catch (error) {
    if (error instanceof BodyError) return error.reply;
    throw error;
  }
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
