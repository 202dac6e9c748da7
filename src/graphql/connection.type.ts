import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { Connection } from '../services/connection.js';

@ObjectType('PageInfo', { description: 'Where a page lies in its list (Relay).' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether more follows after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether something comes before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "The first edge's cursor; null for an empty page." })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The last edge's cursor: pass it as `after` for the next page. Null for an empty page.",
  })
  endCursor!: string | null;
}

/** The `<Name>Edge` of a list of `<Name>`s. */
export function createEdgeType<T extends object>(name: string, nodeType: () => ClassType<T>) {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list, with its position.` })
  class EdgeType {
    @Field(nodeType, { description: 'The item itself.' })
    node!: T;

    @Field(() => String, {
      description: 'Its position in this order. It stays valid when items come or go around it.',
    })
    cursor!: string;
  }
  return EdgeType;
}

/** The `<Name>Connection` of a list that is known as a whole. */
export function createConnectionType<T extends object>(
  name: string,
  nodeType: () => ClassType<T>,
): ClassType<Connection<T>> {
  const EdgeType = createEdgeType(name, nodeType);

  @ObjectType(`${name}Connection`, { description: `One page of a list of ${name}s.` })
  class ConnectionType implements Connection<T> {
    @Field(() => [nodeType()], { description: "The page's items, for those who need no cursors." })
    nodes!: readonly T[];

    @Field(() => [EdgeType], { description: "The page's items with their cursors." })
    edges!: Connection<T>['edges'];

    @Field(() => PageInfoType, { description: 'Where the page lies in the list.' })
    pageInfo!: PageInfoType;

    @Field(() => Int, { description: 'Items in the whole list, after the filter.' })
    totalCount!: number;
  }
  return ConnectionType;
}
