import type { Clock } from '../../clock.js';
import type { AccountRegion } from '../../domain/arn.js';
import type { GatewayError } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import type { Governor } from '../governor/governor.js';
import { asksIn } from '../governor/shared-ask.js';
import type { Ask, Call } from '../port.js';
import { createRouting } from './accounts.js';
import { type AccountAccess, type AwsClients, type AwsEndpoint, createClients } from './clients.js';
import { awsRequestIdOf, toGatewayError } from './errors.js';

export interface Answered<T> {
  readonly answer: T;
  /** When the request that was answered began. */
  readonly startedAt: EpochMs;
}

export type Send<T> = (clients: AwsClients, options: { abortSignal: AbortSignal }) => Promise<T>;

/** Sends single calls to AWS: to the right account, in their turn, told of, with errors in our words. */
export interface Caller {
  /** @param names - how many names the call asks for, if it takes any */
  call<T>(
    at: AccountRegion,
    operation: string,
    ask: Ask,
    send: Send<T>,
    names?: number,
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
  /** Is told of every call when it has ended. */
  readonly onCall?: (call: Call) => void;
}): Caller {
  const { accounts, endpoint, governor, clock, onCall = () => {} } = options;
  const clients = accounts.map((access) => [access, createClients(access, endpoint)] as const);
  const clientsOf = createRouting(clients);

  return {
    async call(at, operation, ask, send, names) {
      const own = clientsOf(at);
      let wantedAt = clock.now();
      let attempt = 0;
      return governor.call(at, operation, ask, async (abortSignal) => {
        const startedAt = clock.now();
        attempt += 1;
        const tell = (awsRequestId: string | undefined, error: GatewayError | null) => {
          const waitedMs = startedAt - wantedAt;
          wantedAt = clock.now();
          const durationMs = wantedAt - startedAt;
          const times = { attempt, waitedMs, startedAt, durationMs };
          onCall({ ...at, operation, asks: asksIn(ask), names, ...times, awsRequestId, error });
        };
        try {
          const answer = await send(own, { abortSignal });
          tell(awsRequestIdOf(answer), null);
          return { answer, startedAt };
        } catch (thrown) {
          const error = toGatewayError(operation, thrown);
          tell(error.details.awsRequestId, error);
          throw error;
        }
      });
    },
    check: (at) => void clientsOf(at),
    close() {
      for (const [, it] of clients) it.close();
    },
  };
}
