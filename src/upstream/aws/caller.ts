import type {
  $Command,
  RekognitionClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes,
} from '@aws-sdk/client-rekognition';
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

type RekognitionCommand<I extends ServiceInputTypes, O extends ServiceOutputTypes> = $Command<
  I,
  O,
  RekognitionClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes
>;

/** Sends a call when its turn has come, and again where that may help. */
type Sender = Pick<AccountGovernor, 'call'>;

interface Settings {
  readonly accounts: readonly AccountAccess[];
  readonly endpoint: AwsEndpoint;
  readonly governor: { of(at: AccountRegion): Sender };
  readonly clock: Clock;
  /** Gets every call when it has ended. */
  readonly onCall?: (call: Call) => void;
}

interface ServedAccount {
  readonly access: AccountAccess;
  readonly shared: AwsClients;
  readonly ofSubject: (subject: string) => AwsClients;
  readonly governor: Sender;
}

/** A call, and how far it has come. */
interface WantedCall {
  readonly at: AccountRegion;
  readonly operation: AwsOperation;
  readonly callContext: CallContext;
  readonly names: number | undefined;
  attempt: number;
  /** Since when the next attempt is wanted. */
  wantedAt: EpochMs;
}

/** Sends single calls to AWS: to the right account, through the governor, reported, with errors in our words. */
export class AwsCaller {
  private readonly served: ReadonlyMap<string, ServedAccount>;

  constructor(private readonly settings: Settings) {
    const { accounts, endpoint, governor } = settings;
    this.served = new Map(
      accounts.map((access) => {
        const shared = createClients(access, endpoint);
        const ofSubject = createSubjectClients(access, endpoint, shared);
        return [accountRegionKey(access), { access, shared, ofSubject, governor: governor.of(access) }];
      }),
    );
  }

  async call<T>(
    at: AccountRegion,
    operation: AwsOperation,
    callContext: CallContext,
    send: Send<T>,
    { thing, names }: About = {},
  ): Promise<AwsAnswer<T>> {
    const account = this.accountOf(at);
    const clients = clientsFor(account, callContext);
    const wanted = { at, operation, callContext, names, attempt: 0, wantedAt: this.settings.clock.now() };
    const sendOnce = (abortSignal: AbortSignal) => this.attempt(wanted, () => send(clients, { abortSignal }));
    return onceMoreWithCorrectedClock(() => account.governor.call(operation, callContext, sendOnce, thing));
  }

  /** What Rekognition answers to one command. */
  async send<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    at: AccountRegion,
    operation: AwsOperation,
    callContext: CallContext,
    command: RekognitionCommand<I, O>,
    about?: About,
  ): Promise<O> {
    const send: Send<O> = ({ rekognition }, options) => rekognition.send(command, options);
    return (await this.call(at, operation, callContext, send, about)).answer;
  }

  close(): void {
    for (const { shared } of this.served.values()) shared.close();
  }

  /** @throws GatewayError INVALID_INPUT if the account and region are not configured */
  private accountOf(at: AccountRegion): ServedAccount {
    const found = this.served.get(accountRegionKey(at));
    if (found !== undefined) return found;
    throw invalidInput(
      `Account ${at.accountId} in region ${at.region} is not configured on this gateway. gateway { accounts } lists what is.`,
    );
  }

  private async attempt<T>(wanted: WantedCall, send: () => Promise<T>): Promise<AwsAnswer<T>> {
    const startedAt = this.settings.clock.now();
    wanted.attempt += 1;
    try {
      const answer = await send();
      this.report(wanted, startedAt, (answer as SdkAnswer)?.$metadata?.requestId, null);
      return { answer, startedAt };
    } catch (thrown) {
      const error = toGatewayError(wanted.operation, thrown);
      this.report(wanted, startedAt, error.details.awsRequestId, error);
      throw error;
    }
  }

  private report(
    wanted: WantedCall,
    startedAt: EpochMs,
    awsRequestId: string | undefined,
    error: GatewayError | null,
  ): void {
    const { at, operation, callContext, names, attempt } = wanted;
    const waitedMs = startedAt - wanted.wantedAt;
    wanted.wantedAt = this.settings.clock.now();
    const times = { attempt, waitedMs, startedAt, durationMs: wanted.wantedAt - startedAt };
    if (awsRequestId || !error)
      callContext.answeredCalls?.push({ operation, awsRequestId: awsRequestId ?? null });
    const callers = callersIn(callContext);
    this.settings.onCall?.({ ...at, operation, callers, names, ...times, awsRequestId, error });
  }
}

/** A signature that AWS refused for its time changed nothing: changes too may be sent once more. */
export async function onceMoreWithCorrectedClock<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof GatewayError && isClockCorrected(error))) throw error;
    return send();
  }
}

/** Where a role is assumed, a change is made in its subject's name. Reads are shared, and have no subject. */
function clientsFor(
  { access, shared, ofSubject }: ServedAccount,
  { priority, subject }: CallContext,
): AwsClients {
  return access.roleArn && priority === 'mutation' && subject !== undefined ? ofSubject(subject) : shared;
}
