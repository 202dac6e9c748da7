import { createHash } from 'node:crypto';
import { asOfNow, type Caller, countedSubject } from '../domain/caller.js';
import { GatewayError } from '../domain/errors.js';
import type { ProjectName } from '../domain/grant.js';
import type { Context } from '../graphql/context.js';
import { credentialOf } from './auth/credential.js';
import type { RequestPipeline } from './execution/request-pipeline.js';
import type { Exchange, Route } from './http/http-server.js';
import { admitsRead, refuseOtherPage } from './http/origins.js';
import { toRefusal } from './http/refusals.js';
import { json, type Reply } from './http/reply.js';
import { freshnessDemandOf, traceparentOf } from './http/request.js';

/** Where an alias stands, as the address has it. */
interface AliasAddress extends ProjectName {
  readonly name: string;
}

/** What is behind an alias. */
interface ResolvedAlias {
  /** The answer, as JSON. */
  readonly body: object;
  /** Since AWS told the status. */
  readonly ageSeconds: number;
}

interface AliasDependencies {
  readonly pipeline: RequestPipeline;
  /** @throws GatewayError NOT_FOUND for what does not exist, or what the caller may not see */
  readonly resolveAlias: (session: Context['session'], address: AliasAddress) => Promise<ResolvedAlias>;
}

/** Below this address are all aliases. */
export const ALIAS_ADDRESS = '/aliases/*';

export function aliasRoute(dependencies: AliasDependencies): Route {
  return { methods: ['GET', 'HEAD'], handle: (exchange) => answerAlias(dependencies, exchange) };
}

/**
 * Answers `GET /aliases/<accountId>/<region>/<project>/<alias>`: for code that runs a model and speaks no GraphQL. The same
 * callers, grants and shares count.
 */
async function answerAlias(dependencies: AliasDependencies, exchange: Exchange): Promise<Reply> {
  const { request } = exchange;
  const { authenticate, quotas, admitsPage } = dependencies.pipeline;
  if (!admitsRead(request, admitsPage(request))) return refuseOtherPage(request);
  try {
    const caller = asOfNow(await authenticate(credentialOf(request)));
    quotas.takeRequest(caller.subject);
    const turn = quotas.turn(caller.subject);
    if (turn) await turn;
    const spent = quotas.measure(caller.subject);
    return await resolve(dependencies, exchange, caller).finally(() => spent(0));
  } catch (error) {
    const refusal = toRefusal(error);
    if (refusal) return refusal;
    throw error;
  }
}

async function resolve(
  { pipeline, resolveAlias }: AliasDependencies,
  { request, requestId }: Exchange,
  caller: Caller,
): Promise<Reply> {
  const { observer, createContext } = pipeline;
  const running = observer.began(requestId, 'http', traceparentOf(request), countedSubject(caller));
  const freshness = freshnessDemandOf(request);
  const { session } = createContext(requestId, caller, running.traceparent, null, freshness);
  const { cost } = session.callContext;
  const told = { type: 'query', name: 'alias', cost } as const;
  try {
    const { body, ageSeconds } = await resolveAlias(session, addressOf(request.url ?? ''));
    running.ended({ ...told, codes: [] });
    return { ...withStrongEtag(json(200, body)), ageSeconds };
  } catch (error) {
    running.ended({ ...told, codes: [error instanceof GatewayError ? error.code : 'INTERNAL_SERVER_ERROR'] });
    throw error;
  }
}

/** @throws GatewayError NOT_FOUND */
function addressOf(url: string): AliasAddress {
  const [path = ''] = url.split('?');
  const [, , accountId = '', region = '', projectName = '', name = '', ...more] = path
    .split('/')
    .map(decoded);
  if (name !== '' && more.length === 0) return { accountId, region, projectName, name };
  const expected = 'Expected /aliases/<accountId>/<region>/<project>/<alias>.';
  throw new GatewayError('NOT_FOUND', expected);
}

/** Of what is not encoded as it should be: no name of anything. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** May be kept, and must be revalidated each time: a model may be stopped as soon as its alias has moved. */
const KEPT = 'private, no-cache';

function withStrongEtag(reply: Reply): Reply {
  const etag = `"${createHash('sha256').update(reply.body).digest('base64url')}"`;
  const headers = { ...reply.headers, etag, 'cache-control': KEPT, vary: 'authorization, x-api-key, origin' };
  return { ...reply, headers };
}
