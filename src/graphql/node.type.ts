import { Field, ID, InterfaceType } from 'type-graphql';
import type { Node } from '../services/global-ids.js';

@InterfaceType('Node', {
  description: 'Anything that can be fetched again by its global id (Relay).',
  resolveType: (value: Node) => value.kind,
})
export abstract class NodeType {
  @Field(() => ID, { description: 'Opaque and global: pass it to `node` to fetch this object again.' })
  id!: string;
}
