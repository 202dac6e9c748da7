import { asOfNow, type Caller, countedSubject } from '../domain/caller.js';
import { credentialOf } from './auth/credential.js';
import { grantsKeyOf } from './auth/grants-key.js';
import type { ExecutedOperation } from './execution/compiled-operations.js';
import { type ExecutionDependencies, executeOperation, type OperationInput } from './execution/execute.js';
import { BodyError, readBody } from './http/body.js';
import { withEtag } from './http/graphql-body.js';
import type { Exchange, Route } from './http/http-server.js';
import { admitsRead, refuseOtherPage } from './http/origins.js';
import { asGraphql, toRefusal } from './http/refusals.js';
import type { Reply } from './http/reply.js';
import { freshnessDemandOf, takesOnlyEvents } from './http/request.js';
import { type CachedResponse, cacheKeyOf, type ResponseCache } from './response-cache/response-cache.js';

/** `/graphql` of every kind of request: operations are answered here, and what takes only events is a stream. */
export class GraphqlRoute implements Route {
  readonly methods = ['GET', 'POST'];

  constructor(
    private readonly computing: ExecutionDependencies,
    private readonly responseCache: ResponseCache,
    private readonly eventStream: Route,
  ) {}

  readonly handle: Route['handle'] = (exchange) =>
    takesOnlyEvents(exchange.request) ? this.eventStream.handle(exchange) : this.answer(exchange);

  /** Answers `POST /graphql` and `GET /graphql?query=`. */
  private async answer(exchange: Exchange): Promise<Reply> {
    const { request } = exchange;
    const { authenticate, quotas, admitsPage } = this.computing.pipeline;
    if (request.method === 'GET' && !admitsRead(request, admitsPage(request)))
      return asGraphql(request, refuseOtherPage(request));
    try {
      const caller = asOfNow(await authenticate(credentialOf(request)));
      quotas.takeRequest(caller.subject);
      const bytes = request.method === 'POST' ? await readBody(request) : null;
      return await this.answerAs(caller, exchange, bytes);
    } catch (error) {
      const refusal = error instanceof BodyError ? error.reply : toRefusal(error);
      if (refusal) return asGraphql(request, refusal);
      throw error;
    }
  }

  /** With a cached answer, or one that is being computed already, else with a computed one. */
  private async answerAs(caller: Caller, exchange: Exchange, bytes: Buffer | null): Promise<Reply> {
    const { request, search } = exchange;
    const { responseCache, computing } = this;
    const input: OperationInput = { exchange, bytes, caller, freshness: freshnessDemandOf(request) };
    if (input.freshness) return (await this.compute(input)).reply;
    const key = cacheKeyOf(request, grantsKeyOf(caller), bytes?.toString('latin1') ?? search);
    const subject = countedSubject(caller);
    const find = () => responseCache.find(key, exchange, subject);
    const underWay = responseCache.underWay(key);
    const cached = find() ?? (underWay && (await underWay.then(find)));
    if (!cached) return this.computeAndKeep(key, input);
    computing.pipeline.quotas.measure(caller.subject)(cached.body.length);
    return cached;
  }

  /** Others that want the same wait for this answer. */
  private async computeAndKeep(key: string, input: OperationInput): Promise<Reply> {
    const end = this.responseCache.begin(key);
    let answer: CachedResponse | null = null;
    try {
      const { reply, operation } = await this.compute(input);
      const { finding, session } = operation;
      const { operationName, isCleanQuery } = finding;
      if (isCleanQuery) answer = { reply, operationName, callContext: session.callContext };
      return reply;
    } finally {
      end(answer);
    }
  }

  /** Runs it when it is the caller's turn, and counts what that took. The reply tells its age, and how long it may serve. */
  private async compute(input: OperationInput): Promise<ExecutedOperation> {
    const { caller, exchange } = input;
    const { quotas } = this.computing.pipeline;
    const turn = quotas.turn(caller.subject);
    if (turn) await turn;
    const spent = quotas.measure(caller.subject);
    let sentBytes = 0;
    try {
      const { reply, operation } = await executeOperation(this.computing, input);
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
}
