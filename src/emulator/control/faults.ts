import { setTimeout as wait } from 'node:timers/promises';
import { ServiceError } from '../errors.js';
import { createRandom } from '../training/random.js';

/** What a fault does. Exactly one of these is set. */
interface Effect {
  /** The name of the error that is answered instead. */
  readonly error?: string;
  readonly latencyMs?: number;
  /** The operation takes effect, but the connection is cut before its answer. */
  readonly replyLost?: true;
  /** The connection is cut and nothing takes effect. */
  readonly cut?: true;
  /** A status that describe operations show instead of the real one. */
  readonly unknownStatus?: string;
  /** Trainings, starts and copies that begin now end in their FAILED status. */
  readonly outcome?: 'FAILED';
}

export interface FaultSpec extends Effect {
  /** The operation's name, or `*` for every one. */
  readonly operation: string;
  /** The share of calls that it strikes, 0..1. Without rate and count it strikes every call. */
  readonly rate?: number;
  /** It strikes this many calls and is gone. */
  readonly count?: number;
  /** With `error`: the HTTP status, if not the one that AWS documents. */
  readonly httpStatus?: number;
}

interface Fault extends FaultSpec {
  readonly id: string;
  /** How many calls it has struck. */
  readonly struck: number;
}

/** What the faults do to one call. */
export interface Plan {
  delay(): Promise<void>;
  readonly isCut: boolean;
  readonly isReplyLost: boolean;
  readonly error: ServiceError | undefined;
  readonly fails: boolean;
  disguise(result: object): object;
}

export interface Faults {
  add(spec: FaultSpec): Fault;
  list(): readonly Fault[];
  /** False if there is no such fault. */
  remove(id: string): boolean;
  clear(): void;
  /** Decides which faults strike a call of this operation; each decision is counted. */
  plan(operation: string): Plan;
  /** Ends all delays at once. */
  close(): void;
}

const DESCRIBES = ['DescribeProjects', 'DescribeProjectVersions', 'DescribeModel'];
const BEGINNINGS = ['CreateProjectVersion', 'StartProjectVersion', 'CopyProjectVersion'];

/** Keeps the faults. Rates are decided by a fixed sequence of numbers, so that a test sees the same each time. */
export function createFaults(): Faults {
  const faults = new Map<string, { fault: Fault; random: () => number }>();
  const closing = new AbortController();
  let lastId = 0;

  function strikes(id: string): boolean {
    const entry = faults.get(id);
    if (!entry) return false;
    const { fault, random } = entry;
    if (fault.rate !== undefined && random() >= fault.rate) return false;
    const struck = fault.struck + 1;
    if (struck === fault.count) faults.delete(id);
    else faults.set(id, { fault: { ...fault, struck }, random });
    return true;
  }

  return {
    add(spec) {
      const id = `fault-${++lastId}`;
      const fault = { ...spec, id, struck: 0 };
      faults.set(id, { fault, random: createRandom(id) });
      return fault;
    },
    list: () => [...faults.values()].map(({ fault }) => fault),
    remove: (id) => faults.delete(id),
    clear: () => faults.clear(),
    plan(operation) {
      const concerned = [...faults.values()]
        .map(({ fault }) => fault)
        .filter((it) => concerns(it, operation));
      return planOf(
        concerned.filter(({ id }) => strikes(id)),
        closing.signal,
      );
    },
    close: () => closing.abort(),
  };
}

/** A fault only strikes, and is only counted for, calls on which its effect can be seen. */
function concerns({ operation, unknownStatus, outcome }: Fault, name: string): boolean {
  if (operation !== '*' && operation !== name) return false;
  if (unknownStatus !== undefined) return DESCRIBES.includes(name);
  return outcome === undefined || BEGINNINGS.includes(name);
}

function planOf(struck: readonly Fault[], signal: AbortSignal): Plan {
  const delayMs = struck.reduce((total, { latencyMs = 0 }) => total + latencyMs, 0);
  const failing = struck.find(({ error }) => error !== undefined);
  const status = struck.find(({ unknownStatus }) => unknownStatus !== undefined)?.unknownStatus;
  return {
    async delay() {
      if (delayMs > 0) await wait(delayMs, undefined, { signal }).catch(() => undefined);
    },
    isCut: struck.some(({ cut }) => cut),
    isReplyLost: struck.some(({ replyLost }) => replyLost),
    error: failing && errorOf(failing),
    fails: struck.some(({ outcome }) => outcome !== undefined),
    disguise: (result) => (status === undefined ? result : withStatus(result, status)),
  };
}

function errorOf({ error = '', httpStatus }: Fault): ServiceError {
  return new ServiceError(error, MESSAGES[error] ?? `Injected fault: ${error}`, httpStatus);
}

/** AWS's documented texts. https://docs.aws.amazon.com/rekognition/latest/dg/error-handling.html */
const MESSAGES: Readonly<Record<string, string>> = {
  ThrottlingException: 'Slow down; sudden increase in rate of requests.',
  ProvisionedThroughputExceededException: 'Provisioned Rate exceeded.',
  InternalServerError: 'Internal server error',
  InvalidParameterException: 'Request has invalid parameters.',
  InvalidPaginationTokenException: 'Invalid Pagination Token',
  ResourceInUseException: 'Specified resource is in use.',
  AccessDenied: 'Access Denied',
  NoSuchKey: 'The specified key does not exist.',
  NoSuchBucket: 'The specified bucket does not exist',
};

/** Replaces the Status of each description in a describe operation's answer. */
function withStatus(result: object, status: string): object {
  const disguised = (value: unknown) => ({ ...(value as object), Status: status });
  const entries = Object.entries(result).map(([name, value]) => {
    if (Array.isArray(value)) return [name, value.map(disguised)];
    return [name, name === 'ModelDescription' ? disguised(value) : value];
  });
  return Object.fromEntries(entries);
}
