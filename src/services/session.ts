import type { Audit } from '../audit/port.js';
import type { Catalog } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import type { AccountRegion, ModelVersionArn, ProjectArn } from '../domain/arn.js';
import type { Author } from '../domain/automation/author.js';
import type { StopRules } from '../domain/automation/stop-rules.js';
import type { Caller } from '../domain/caller.js';
import { GatewayError } from '../domain/errors.js';
import type { Grant } from '../domain/grant.js';
import type { Tag } from '../domain/model.js';
import type { Prices } from '../domain/money/prices.js';
import type { IdempotencyKeys } from '../idempotency/port.js';
import type { RecordStore } from '../records/port.js';
import type { CallContext, Upstream } from '../upstream/port.js';
import type { GuardRails } from './guard-rail-settings.js';
import { type NamedProject, Permissions } from './permissions.js';
import type { AttachmentCache } from './reading/attachment-cache.js';
import { Loaders } from './reading/loaders.js';
import type { Reader } from './reading/reader.js';

/** What every use case works with, one for the whole process. */
export interface Services {
  readonly upstream: Upstream;
  readonly catalog: Catalog;
  readonly reader: Reader;
  readonly attachments: AttachmentCache;
  readonly clock: Clock;
  readonly keys: IdempotencyKeys;
  readonly records: RecordStore;
  readonly stopRules: StopRules;
  readonly audit: Audit;
  readonly guardRails: GuardRails;
  readonly prices: Prices;
  /** Whether AWS's metric of inference units in service is read. */
  readonly readsUsageMetrics: boolean;
  /** Whether what callers may see can depend on the tags of projects. */
  readonly readsTags: boolean;
  /** What the author of a record may do now. */
  readonly grantsOfAuthor: (author: Author) => readonly Grant[];
  /** Gets failures that change no answer. */
  readonly onDefect: (error: unknown) => void;
  /** The poller refreshes this version soon: a mutation has just put it in transition. */
  readonly onChanged: (projectArn: ProjectArn, versionArn: ModelVersionArn) => void;
  /** The poller refreshes more often what has a subscriber; the returned function ends it. */
  readonly onSubscribed: (projectArns: readonly ProjectArn[] | 'all') => () => void;
}

/** What the use cases of one GraphQL operation work with. */
export interface Session extends Services {
  readonly caller: Caller;
  readonly permissions: Permissions;
  readonly callContext: CallContext;
  readonly loaders: Loaders;
}

export function createSession(services: Services, caller: Caller, callContext: CallContext): Session {
  const { reader, attachments, upstream } = services;
  // What the gateway does by itself is tried again where AWS does not answer: there is no caller to hide it from.
  const read = caller.cause === undefined ? knownTagsOf : tagsOf;
  const permissions = new Permissions(caller, upstream.accounts, (project) =>
    read(services, project, callContext),
  );
  const loaders = new Loaders(reader, attachments, permissions, callContext);
  // A spread followed by more members takes fifty times as long (Node 20).
  return Object.assign({}, services, { caller, permissions, callContext, loaders });
}

/** Returns null while they cannot be read. The log has the reason among the calls to AWS. */
async function knownTagsOf(
  services: Services,
  project: NamedProject,
  callContext: CallContext,
): Promise<readonly Tag[] | null> {
  try {
    return await tagsOf(services, project, callContext);
  } catch (error) {
    if (!(error instanceof GatewayError)) services.onDefect(error);
    return null;
  }
}

const TAGS_TIMEOUT_MS = 10_000;

/**
 * Past the loaders, which check rights themselves. The caller must not see what it costs: the sum would show how
 * many projects there are that the caller may not see.
 */
async function tagsOf(
  { reader, attachments, clock }: Services,
  { arn, accountId, region, projectName }: NamedProject,
  callContext: CallContext,
): Promise<readonly Tag[]> {
  const { cacheDependencies, freshness: _, ...rest } = callContext; // how old its data may be says nothing of its rights
  cacheDependencies?.noStore(); // the catalog has no tags: nothing notifies of their changes
  // A stream reads long after its beginning, and what it has waited for in vain then says nothing of now.
  const deadlineAt = Math.max(callContext.deadlineAt, clock.now() + TAGS_TIMEOUT_MS);
  const patience = clock.now() < callContext.deadlineAt ? callContext.patience : undefined;
  const now: CallContext = { ...uncounted(rest), patience, deadlineAt, answeredCalls: [] }; // a stream's own list would grow for as long as it is open
  if (arn) return attachments.tagsForPermissions(arn, now);
  const [project] = await reader.projectsByName({ accountId, region }, [projectName], now);
  return project ? attachments.tagsForPermissions(project.arn, now) : [];
}

function uncounted(callContext: CallContext): CallContext {
  return { ...callContext, cost: { calls: 0, coalesced: 0, fromCatalog: 0, stale: false } };
}

/**
 * For reads of all that there is in an account and region. Unless the caller may see all of it, they are not counted: the sum
 * would show how many projects there are, and in how many something runs, that the caller may not see.
 */
export function contextOfWhole({ permissions, callContext }: Session, at: AccountRegion): CallContext {
  return permissions.mayReadAll(at) ? callContext : uncounted(callContext);
}

/** The same request, with its calls to AWS ahead of those that only read. */
export function asMutation(session: Session): Session {
  if (session.callContext.priority === 'mutation') return session;
  return createSession(session, session.caller, { ...session.callContext, priority: 'mutation' });
}
