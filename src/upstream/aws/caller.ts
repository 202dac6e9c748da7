import type { Clock } from '../../clock.js';
import { type AccountRegion, accountRegionKey } from '../../domain/arn.js';
import type { AwsOperation } from '../../domain/aws-operations.js';
import { GatewayError, invalidInput } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import { callersIn } from '../coalescing/shared-call.js';
import type { AccountGovernor } from '../governor/account-governor.js';
import type { Call, CallContext } from '../port.js';
import { type AccountAccess, type AwsClients, type AwsEndpoint, createClients } from './clients.js';
import { isClockCorrected, toGatewayError } from './errors.js';
import { createSubjectClients } from './subject-clients.js';

export interface AwsAnswer<T> {
  readonly answer: T;
  /** When the request that was answered began. */
  readonly startedAt: EpochMs;
}

export type Send<T> = (clients: AwsClients, options: { abortSignal: AbortSignal }) => Promise<T>;

/** What the AWS SDK puts on its answers. */
type SdkAnswer = { readonly $metadata?: { readonly requestId?: string } } | null | undefined;

interface About {
  /** What the call is about: the governor has a circuit for each such thing. */
  readonly thing?: string;
  /** How many names it requests, if it takes any. */
  readonly names?: number | undefined;
}

/** Sends a call when its turn has come, and again where that may help. */
type Sender = Pick<AccountGovernor, 'call'>;

/** Sends single calls to AWS: to the right account, through the governor, reported, with errors in our words. */
export interface AwsCaller {
  call<T>(
    at: AccountRegion,
    operation: AwsOperation,
    callContext: CallContext,
    send: Send<T>,
    about?: About,
  ): Promise<AwsAnswer<T>>;
  /** @throws GatewayError INVALID_INPUT if the account and region are not configured */
  check(at: AccountRegion): void;
  close(): void;
}

export function createAwsCaller(options: {
  readonly accounts: readonly AccountAccess[];
  readonly endpoint: AwsEndpoint;
  readonly governor: { of(at: AccountRegion): Sender };
  readonly clock: Clock;
  /** Gets every call when it has ended. */
  readonly onCall?: (call: Call) => void;
}): AwsCaller {
  const { accounts, endpoint, governor, clock, onCall = () => {} } = options;
  const clients = accounts.map((access) => {
    const shared = createClients(access, endpoint);
    const ofSubject = createSubjectClients(access, endpoint, shared);
    return [access, { access, shared, ofSubject, governor: governor.of(access) }] as const;
  });
  const accountOf = createRouting(clients);

  return {
    async call(at, operation, callContext, send, { thing, names } = {}) {
      const account = accountOf(at);
      const own = clientsFor(account, callContext);
      let wantedAt = clock.now();
      let attempt = 0;
      const sendOnce = async (abortSignal: AbortSignal) => {
        const startedAt = clock.now();
        attempt += 1;
        const reportCall = (awsRequestId: string | undefined, error: GatewayError | null) => {
          const waitedMs = startedAt - wantedAt;
          wantedAt = clock.now();
          const durationMs = wantedAt - startedAt;
          const times = { attempt, waitedMs, startedAt, durationMs };
          if (awsRequestId || !error)
            callContext.answeredCalls?.push({ operation, awsRequestId: awsRequestId ?? null });
          onCall({ ...at, operation, callers: callersIn(callContext), names, ...times, awsRequestId, error });
        };
        try {
          const answer = await send(own, { abortSignal });
          reportCall((answer as SdkAnswer)?.$metadata?.requestId, null);
          return { answer, startedAt };
        } catch (thrown) {
          const error = toGatewayError(operation, thrown);
          reportCall(error.details.awsRequestId, error);
          throw error;
        }
      };
      return onceMoreWithCorrectedClock(() => account.governor.call(operation, callContext, sendOnce, thing));
    },
    check: (at) => void accountOf(at),
    close() {
      for (const [, { shared }] of clients) shared.close();
    },
  };
}

/** Finds what belongs to an account and region. @throws GatewayError INVALID_INPUT for one that is not configured */
function createRouting<T>(entries: readonly (readonly [AccountRegion, T])[]): (at: AccountRegion) => T {
  const table = new Map(entries.map(([at, value]) => [accountRegionKey(at), value]));
  return (at) => {
    const found = table.get(accountRegionKey(at));
    if (found !== undefined) return found;
    throw invalidInput(
      `Account ${at.accountId} in region ${at.region} is not configured on this gateway. gateway { accounts } lists what is.`,
    );
  };
}

/** A signature that AWS refused for its time changed nothing: changes too may be sent once more. */
async function onceMoreWithCorrectedClock<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof GatewayError && isClockCorrected(error))) throw error;
    return send();
  }
}

interface ServedAccount {
  readonly access: AccountAccess;
  readonly shared: AwsClients;
  readonly ofSubject: (subject: string) => AwsClients;
  readonly governor: Sender;
}

/** Where a role is assumed, a change is made in its subject's name. Reads are shared, and have no subject. */
function clientsFor(
  { access, shared, ofSubject }: ServedAccount,
  { priority, subject }: CallContext,
): AwsClients {
  return access.roleArn && priority === 'mutation' && subject !== undefined ? ofSubject(subject) : shared;
}
