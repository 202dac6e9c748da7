import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { GatewayError } from '../domain/errors.js';
import { findNode, type Node } from '../services/global-ids.js';
import { Cacheable } from './cacheable.js';
import type { Context } from './context.js';
import { NodeType } from './node.type.js';

const MAX_IDS = 100;

@Resolver()
export class NodeResolver {
  @Cacheable()
  @Query(() => NodeType, {
    nullable: true,
    description: 'Any object by its global id; null if it does not exist any more.',
  })
  node(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: 'As given out in `id`.' }) id: string,
  ) {
    return findNode(session, id);
  }

  @Cacheable()
  @Query(() => [NodeType], {
    nullable: 'items',
    description: 'In the order requested; null where one does not exist. 1..100 ids.',
  })
  nodes(
    @Ctx() { session }: Context,
    @Arg('ids', () => [ID], { description: 'As given out in `id`.' }) ids: string[],
  ): Promise<Node | null>[] {
    if (ids.length < 1 || ids.length > MAX_IDS)
      throw new GatewayError('INVALID_INPUT', `ids: expected 1 to ${MAX_IDS}, not ${ids.length}.`);
    return ids.map((id) => findNode(session, id));
  }
}
