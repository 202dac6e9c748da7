import { invalidInput } from '../domain/errors.js';

/** https://relay.dev/graphql/connections.htm */
export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

export interface PageRequest {
  /** 1..100. */
  readonly first: number;
  readonly after: string | null;
}

/** A total order: by key, then by id. Items without a key come last in either direction. */
export interface Order<T> {
  /** Stands in cursors, so that a cursor of another order is refused. */
  readonly name: string;
  readonly descending: boolean;
  readonly keyOf: (item: T) => string | number | null;
  readonly idOf: (item: T) => string;
}

interface Position {
  readonly key: string | number | null;
  readonly id: string;
}

const MAX_FIRST = 100;

/**
 * Checks a page before anything is loaded for it, and answers what cuts it out of the items. A cursor holds the position
 * of its item in the order, not a count, so items that come or go before it move nothing.
 * @throws GatewayError INVALID_INPUT if `first` is not 1..100 or `after` is not a cursor of this order
 */
export function createPage<T>(
  order: Order<T>,
  { first, after }: PageRequest,
): (items: readonly T[]) => Connection<T> {
  checkFirst(first);
  const start = after === null ? null : parseCursor(after, order);
  return (items) => toConnection(items, order, first, start);
}

function toConnection<T>(
  items: readonly T[],
  order: Order<T>,
  first: number,
  start: Position | null,
): Connection<T> {
  const { keyOf, idOf, descending } = order;
  const sorted = items.toSorted(
    (a, b) => compare(keyOf(a), keyOf(b), descending) || compareIds(idOf(a), idOf(b)),
  );
  if (start === null) return new Page(order, sorted, sorted, first);
  const { key, id } = start;
  const isAfter = (it: T) => (compare(keyOf(it), key, descending) || compareIds(idOf(it), id)) > 0;
  return new Page(order, sorted, sorted.filter(isAfter), first);
}

/** A class, because a literal with getters gets a hidden class of its own each time, which burdens every collection. */
class Page<T> implements Connection<T> {
  readonly nodes: readonly T[];

  constructor(
    private readonly order: Order<T>,
    private readonly all: readonly T[],
    private readonly rest: readonly T[],
    first: number,
  ) {
    this.nodes = rest.slice(0, first);
  }

  get totalCount() {
    return this.all.length;
  }

  /** Most want nodes alone, and making cursors takes longer than all the rest. */
  get edges() {
    return this.nodes.map((node) => ({ node, cursor: cursorOf(this.order, node) }));
  }

  get pageInfo() {
    const { order, all, rest, nodes } = this;
    return {
      hasNextPage: rest.length > nodes.length,
      hasPreviousPage: rest.length < all.length,
      startCursor: nodes.length > 0 ? cursorOf(order, nodes[0] as T) : null,
      endCursor: nodes.length > 0 ? cursorOf(order, nodes.at(-1) as T) : null,
    };
  }
}

function cursorOf<T>({ name, keyOf, idOf }: Order<T>, item: T): string {
  return Buffer.from(JSON.stringify([name, keyOf(item), idOf(item)])).toString('base64url');
}

/** @throws GatewayError INVALID_INPUT */
export function checkFirst(first: number): void {
  if (first < 1 || first > MAX_FIRST)
    throw invalidInput(`first: expected 1 to ${MAX_FIRST}, not ${first}.`, ['first']);
}

function compare(a: Position['key'], b: Position['key'], descending: boolean): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b === descending ? 1 : -1;
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function parseCursor<T>(cursor: string, order: Order<T>): Position {
  const [name, key, id] = decode(cursor);
  const isKey = key === null || typeof key === 'string' || typeof key === 'number';
  if (name === order.name && isKey && typeof id === 'string') return { key, id };
  throw invalidInput('after: expected a cursor of this list, in the same order.', ['after']);
}

function decode(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return []; // not ours: the caller says so
  }
}
