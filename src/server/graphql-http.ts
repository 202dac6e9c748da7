import { asOfNow } from '../domain/caller.js';
import { credentialOf } from './auth/credential.js';
import { grantsKeyOf } from './auth/grants-key.js';
import { BodyError, readBody } from './body.js';
import { type Computing, compute } from './compute.js';
import { unlessKnown, withEtag } from './conditional.js';
import type { Exchange } from './http-server.js';
import type { PreparedAnswer } from './prepared/answers.js';
import type { FrontDoor } from './prepared/front-door.js';
import { keyOf } from './prepared/key.js';
import { toRefusal } from './refusals.js';
import type { Reply } from './reply.js';

/** Answers `POST /graphql` and `GET /graphql?query=`: with what is prepared, else with what is computed. */
export async function answerGraphql(
  computing: Computing,
  frontDoor: FrontDoor,
  exchange: Exchange,
): Promise<Reply> {
  const { request, search } = exchange;
  const { authenticate, quotas } = computing.doors;
  try {
    const caller = asOfNow(await authenticate(credentialOf(request)));
    quotas.takeRequest(caller.subject);
    const bytes = request.method === 'POST' ? await readBody(request) : null;
    const key = keyOf(request, grantsKeyOf(caller), bytes?.toString('latin1') ?? search);
    const find = () => frontDoor.find(key, exchange);
    const underWay = frontDoor.underWay(key);
    const prepared = find() ?? (underWay && (await underWay.then(find)));
    if (prepared) return unlessKnown(request, prepared);
    const end = frontDoor.begin(key);
    let answer: PreparedAnswer | null = null;
    try {
      const { reply, operation } = await compute(computing, { exchange, bytes, caller });
      const { finding, session } = operation;
      const { operationName, isCleanQuery } = finding;
      const given = withEtag(request, reply);
      if (isCleanQuery) answer = { reply: given, operationName, ask: session.ask };
      return unlessKnown(request, given);
    } finally {
      end(answer);
    }
  } catch (error) {
    const refusal = error instanceof BodyError ? error.reply : toRefusal(error);
    if (refusal) return refusal;
    throw error;
  }
}
