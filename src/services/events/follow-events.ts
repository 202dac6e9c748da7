import type { ChangeFilter } from '../../catalog/port.js';
import type { ProjectArn } from '../../domain/arn.js';
import { invalidInput } from '../../domain/errors.js';
import type { Cursor } from '../../domain/event.js';
import type { ModelVersion } from '../../domain/model.js';
import { projectNameOf, readable } from '../permissions.js';
import type { Session } from '../session.js';
import { checkArns } from '../streams/check-arns.js';
import { createLogStream } from '../streams/log-stream.js';
import type { EventStream } from '../streams/stream-state.js';
import { EVENT_FORM, LOGGED_KINDS, type ToldEvent } from './told-events.js';

/** All that is named must match; null takes everything. */
export interface EventFilter {
  readonly kinds: readonly ToldEvent['kind'][] | null;
  readonly projectArns: readonly ProjectArn[] | null;
}

const NONE: readonly ModelVersion[] = [];
const readNothing = async () => NONE;

/**
 * Everything after `after`, or from now on, that the caller may see, for as long as the reader stays; `return()` ends it
 * at any time.
 * @throws GatewayError INVALID_INPUT for a filter out of range or a cursor that this gateway never made
 */
export async function followEvents(
  session: Session,
  filter: EventFilter,
  after: Cursor | null,
  bookmarks: boolean,
): Promise<EventStream<ToldEvent>> {
  checkArns(session, 'projectArns', filter.projectArns);
  if (filter.kinds?.length === 0)
    throw invalidInput('kinds: expected at least one. Leave it out for all kinds.', ['kinds']);
  const { log } = session.catalog;
  const changes = toChangeFilter(filter);
  const from = after ?? (await log.tail());
  const follower = await log.follow(from, changes, true);
  const leave = await watch(session, filter).catch(async (error: unknown) => {
    await follower.return?.();
    throw error;
  });
  return createLogStream(follower, {
    form: EVENT_FORM,
    log,
    filter: changes,
    permissions: session.permissions,
    from,
    isResumed: after !== null && !follower.beginsWithGap,
    bookmarks,
    leave,
    current: NONE,
    readCurrent: readNothing,
  });
}

/** In one order, so that subscribers to the same kinds share a follower. */
function toChangeFilter({ kinds, projectArns }: EventFilter): ChangeFilter {
  const wanted = kinds === null ? LOGGED_KINDS : LOGGED_KINDS.filter((it) => kinds.includes(it));
  return { kinds: wanted, ...(projectArns && { projectArns }) };
}

/** The poller refreshes more often what has a subscriber. */
async function watch(session: Session, { kinds, projectArns }: EventFilter): Promise<() => void> {
  if (kinds !== null && !kinds.includes('STATUS_CHANGED')) return () => {};
  if (projectArns === null) return session.onSubscribed('all');
  return session.onSubscribed(await readable(session.permissions, projectArns, projectNameOf));
}
