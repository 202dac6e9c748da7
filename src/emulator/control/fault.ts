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

export interface Fault extends FaultSpec {
  readonly id: string;
  /** How many calls it has struck. */
  readonly struck: number;
}

const DESCRIBES = ['DescribeProjects', 'DescribeProjectVersions', 'DescribeModel'];
const BEGINNINGS = ['CreateProjectVersion', 'StartProjectVersion', 'CopyProjectVersion'];

/** The operations on which its effect can be seen; undefined: all. */
export function operationsOf({
  unknownStatus,
  outcome,
}: Pick<Effect, 'unknownStatus' | 'outcome'>): readonly string[] | undefined {
  if (unknownStatus !== undefined) return DESCRIBES;
  return outcome === undefined ? undefined : BEGINNINGS;
}
