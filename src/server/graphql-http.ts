import { asOfNow, type Caller, countedSubject } from '../domain/caller.js';
import { credentialOf } from './auth/credential.js';
import { grantsKeyOf } from './auth/grants-key.js';
import type { ExecutedOperation } from './execution/compiled-operations.js';
import { type ExecutionDependencies, executeOperation, type OperationInput } from './execution/execute.js';
import { asGraphql } from './http/accept.js';
import { BodyError, readBody } from './http/body.js';
import { unlessKnown, withEtag } from './http/graphql-body.js';
import type { Exchange } from './http/http-server.js';
import { admitsRead, refuseOtherPage } from './http/origins.js';
import { toRefusal } from './http/refusals.js';
import type { Reply } from './http/reply.js';
import { freshnessDemandOf } from './http/request.js';
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
  const input: OperationInput = { exchange, bytes, caller, freshness: freshnessDemandOf(request) };
  if (input.freshness) return unlessKnown(request, (await compute(computing, input)).reply);
  const key = cacheKeyOf(request, grantsKeyOf(caller), bytes?.toString('latin1') ?? search);
  const subject = countedSubject(caller);
  const find = () => cachedResponses.find(key, exchange, subject);
  const underWay = cachedResponses.underWay(key);
  const prepared = find() ?? (underWay && (await underWay.then(find)));
  if (prepared) {
    computing.pipeline.quotas.measure(caller.subject)(prepared.body.length);
    return unlessKnown(request, prepared);
  }
  const end = cachedResponses.begin(key);
  let answer: CachedResponse | null = null;
  try {
    const { reply, operation } = await compute(computing, input);
    const { finding, session } = operation;
    const { operationName, isCleanQuery } = finding;
    if (isCleanQuery) answer = { reply, operationName, callContext: session.callContext };
    return unlessKnown(request, reply);
  } finally {
    end(answer);
  }
}

/** Runs it when it is the caller's turn, and counts what that took. The reply tells its age, and how long it may serve. */
async function compute(computing: ExecutionDependencies, input: OperationInput): Promise<ExecutedOperation> {
  const { caller, exchange } = input;
  const { quotas } = computing.pipeline;
  const turn = quotas.turn(caller.subject);
  if (turn) await turn;
  const spent = quotas.measure(caller.subject);
  let sentBytes = 0;
  try {
    const { reply, operation } = await executeOperation(computing, input);
    const { callContext, clock } = operation.session;
    const { cacheDependencies } = callContext;
    const given = withEtag(exchange.request, reply, cacheDependencies?.staleWhileRevalidateMs ?? 0);
    sentBytes = given.body.length;
    if (!operation.finding.isCleanQuery) return { reply: given, operation };
    const ageSeconds = cacheDependencies?.ageSecondsAt(clock.now()) ?? null;
    return { reply: { ...given, ageSeconds }, operation };
  } finally {
    spent(sentBytes);
  }
}
