import type { ModelVersionArn } from '../../domain/arn.js';
import type { Cursor } from '../../domain/event.js';
import { checkFirst, type PageRequest } from '../connection.js';
import { withFields } from '../error-fields.js';
import type { Session } from '../session.js';
import { type StatusEvent, toChanged } from './status-events.js';

/** Where the log stands now. */
export function currentCursor({ catalog }: Session): Promise<Cursor> {
  return catalog.log.tail();
}

export interface StatusHistory {
  readonly nodes: readonly StatusEvent[];
  readonly edges: readonly { readonly node: StatusEvent; readonly cursor: Cursor }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: Cursor | null;
    readonly endCursor: Cursor | null;
  };
}

/**
 * What the log still holds of one version, newest first.
 * @throws GatewayError INVALID_INPUT for a page out of range
 */
export async function statusHistory(
  { catalog }: Session,
  versionArn: ModelVersionArn,
  { first, after }: PageRequest,
): Promise<StatusHistory> {
  checkFirst(first);
  const { changes, hasMore } = await withFields({ INVALID_INPUT: 'after' }, () =>
    catalog.log.history(versionArn, first, after),
  );
  const edges = changes.map((change) => ({ node: toChanged(change), cursor: change.cursor }));
  return {
    nodes: edges.map((it) => it.node),
    edges,
    pageInfo: {
      hasNextPage: hasMore,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
