import type { Clock } from '../../clock.js';
import type { AccountRegion } from '../../domain/arn.js';
import type { EpochMs } from '../../domain/model.js';
import type { Log } from '../../log.js';
import type { Governor } from '../governor/governor.js';
import type { Ask } from '../port.js';
import { createRouting } from './accounts.js';
import { type AccountAccess, type AwsClients, type AwsEndpoint, createClients } from './clients.js';
import { awsRequestIdOf, toGatewayError } from './errors.js';
import { createSubjectClients } from './subject-clients.js';

export interface Answered<T> {
  readonly answer: T;
  /** When the request that was answered began. */
  readonly startedAt: EpochMs;
}

/** Sends single calls to AWS: to the right account, in their turn, logged, with errors in our words. */
export interface Caller {
  call<T>(
    at: AccountRegion,
    operation: string,
    ask: Ask,
    send: (clients: AwsClients, options: { abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<Answered<T>>;
  /** @throws GatewayError INVALID_INPUT if the account and region are not configured */
  check(at: AccountRegion): void;
  close(): void;
}

export function createCaller(options: {
  readonly accounts: readonly AccountAccess[];
  readonly endpoint: AwsEndpoint;
  readonly governor: Governor;
  readonly clock: Clock;
  readonly log: Log;
}): Caller {
  const { accounts, endpoint, governor, clock, log } = options;
  const clients = accounts.map((access) => {
    const shared = createClients(access, endpoint);
    const ofSubject = createSubjectClients(access, endpoint, shared);
    return [access, { access, shared, ofSubject }] as const;
  });
  const clientsOf = createRouting(clients);

  return {
    async call(at, operation, ask, send) {
      const own = clientsFor(clientsOf(at), ask);
      return governor.call(at, operation, ask, async (abortSignal) => {
        const startedAt = clock.now();
        try {
          const answer = await send(own, { abortSignal });
          const awsRequestId = awsRequestIdOf(answer);
          ask.answered?.push({ operation, awsRequestId: awsRequestId ?? null });
          logCall(log, at, operation, ask, clock.now() - startedAt, awsRequestId);
          return { answer, startedAt };
        } catch (thrown) {
          const error = toGatewayError(operation, thrown);
          const { awsRequestId } = error.details;
          if (awsRequestId) ask.answered?.push({ operation, awsRequestId });
          logCall(log, at, operation, ask, clock.now() - startedAt, awsRequestId, error);
          throw error;
        }
      });
    },
    check: (at) => void clientsOf(at),
    close() {
      for (const [, { shared }] of clients) shared.close();
    },
  };
}

interface AccountClients {
  readonly access: AccountAccess;
  readonly shared: AwsClients;
  readonly ofSubject: (subject: string) => AwsClients;
}

/** Changes are made in the name of who asked for them, where a role is assumed. Reads are shared, and nobody's own. */
function clientsFor({ access, shared, ofSubject }: AccountClients, { lane, subject }: Ask): AwsClients {
  return access.roleArn && lane === 'mutation' && subject !== undefined ? ofSubject(subject) : shared;
}

/** One line a call. The poller's are for debugging only: it calls all day. */
function logCall(
  log: Log,
  { accountId, region }: AccountRegion,
  operation: string,
  { lane, requestId }: Ask,
  durationMs: number,
  awsRequestId: string | undefined,
  error?: Error & { code: string },
): void {
  const line = {
    requestId,
    lane,
    operation,
    accountId,
    region,
    durationMs: Math.round(durationMs),
    awsRequestId,
    code: error?.code,
  };
  if (error?.code === 'UPSTREAM_UNAVAILABLE' || error?.code === 'UPSTREAM_ACCESS_DENIED')
    log.warn({ ...line, err: error }, 'upstream call failed');
  else if (lane === 'poller') log.debug(line, 'upstream call');
  else log.info(line, 'upstream call');
}
