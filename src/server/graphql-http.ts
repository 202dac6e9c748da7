import { asOfNow, type Caller, countedSubject } from '../domain/caller.js';
import { credentialOf } from './auth/credential.js';
import { grantsKeyOf } from './auth/grants-key.js';
import { type ExecutionDependencies, executeOperation } from './execution/execute.js';
import { asGraphql } from './http/accept.js';
import { BodyError, readBody } from './http/body.js';
import { unlessKnown, withEtag } from './http/graphql-body.js';
import type { Exchange } from './http/http-server.js';
import { admitsRead, refuseOtherPage } from './http/origins.js';
import { toRefusal } from './http/refusals.js';
import type { Reply } from './http/reply.js';
import { cacheKeyOf } from './response-cache/cache-key.js';
import type { CachedResponses } from './response-cache/cached-responses.js';
import type { CachedResponse } from './response-cache/response-cache.js';

/** Answers `POST /graphql` and `GET /graphql?query=`: with a cached answer, else with a computed one. */
export async function answerGraphql(
  dependencies: ExecutionDependencies,
  cachedResponses: CachedResponses,
  exchange: Exchange,
): Promise<Reply> {
  const { request } = exchange;
  const { authenticate, quotas, admitsPage } = dependencies.pipeline;
  if (request.method === 'GET' && !admitsRead(request, admitsPage(request)))
    return asGraphql(request, refuseOtherPage(request));
  try {
    const caller = asOfNow(await authenticate(credentialOf(request)));
    quotas.takeRequest(caller.subject);
    const bytes = request.method === 'POST' ? await readBody(request) : null;
    return await answerAs(caller, dependencies, cachedResponses, exchange, bytes);
  } catch (error) {
    const refusal = error instanceof BodyError ? error.reply : toRefusal(error);
    if (refusal) return asGraphql(request, refusal);
    throw error;
  }
}

/** With a cached answer, or one that is being computed already, else with a computed one. */
async function answerAs(
  caller: Caller,
  computing: ExecutionDependencies,
  cachedResponses: CachedResponses,
  exchange: Exchange,
  bytes: Buffer | null,
): Promise<Reply> {
  const { request, search } = exchange;
  const key = cacheKeyOf(request, grantsKeyOf(caller), bytes?.toString('latin1') ?? search);
  const subject = countedSubject(caller);
  const find = () => cachedResponses.find(key, exchange, subject);
  const underWay = cachedResponses.underWay(key);
  const prepared = find() ?? (underWay && (await underWay.then(find)));
  const { quotas } = computing.pipeline;
  if (prepared) {
    quotas.measure(caller.subject)(prepared.body.length);
    return unlessKnown(request, prepared);
  }
  const end = cachedResponses.begin(key);
  let answer: CachedResponse | null = null;
  let sentBytes = 0;
  let spent = (_sentBytes: number) => {};
  try {
    const turn = quotas.turn(caller.subject);
    if (turn) await turn;
    spent = quotas.measure(caller.subject);
    const { reply, operation } = await executeOperation(computing, { exchange, bytes, caller });
    const { finding, session } = operation;
    const { operationName, isCleanQuery } = finding;
    const given = withEtag(request, reply);
    sentBytes = given.body.length;
    if (isCleanQuery) answer = { reply: given, operationName, callContext: session.callContext };
    return unlessKnown(request, given);
  } finally {
    spent(sentBytes);
    end(answer);
  }
}
