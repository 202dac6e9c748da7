import type { Catalog } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import type { ModelVersionArn, ProjectArn } from '../domain/arn.js';
import type { IdempotencyKeys } from '../idempotency/port.js';
import type { Ask, Upstream } from '../upstream/port.js';
import type { Attachments } from './attachments.js';
import { createLoaders, type Loaders } from './loaders.js';
import type { Reader } from './reader.js';

/** What every use case works with, one for the whole process. */
export interface Services {
  readonly upstream: Upstream;
  readonly catalog: Catalog;
  readonly reader: Reader;
  readonly attachments: Attachments;
  readonly clock: Clock;
  readonly keys: IdempotencyKeys;
  /** The poller looks at this version soon: a mutation has just set it moving. */
  readonly onMoved: (projectArn: ProjectArn, versionArn: ModelVersionArn) => void;
  /** The poller looks more often at what somebody follows; the returned function ends it. */
  readonly onFollowed: (projectArns: readonly ProjectArn[] | 'all') => () => void;
}

/** What the use cases of one GraphQL operation work with. */
export interface Session extends Services {
  readonly ask: Ask;
  readonly loaders: Loaders;
}

export function createSession(services: Services, ask: Ask): Session {
  return { ...services, ask, loaders: createLoaders(services.reader, services.attachments, ask) };
}

/** The same request, asking AWS ahead of those that only read. */
export function asMutation(session: Session): Session {
  if (session.ask.lane === 'mutation') return session;
  return createSession(session, { ...session.ask, lane: 'mutation' });
}
