import { buildSchema, findBreakingChanges, type GraphQLSchema } from 'graphql';

/** Each change from `released` to `current` that can break a client and that `changes` does not name, as CHANGELOG has to. */
export function unsaidBreakingChanges(released: string, current: GraphQLSchema, changes: string): string[] {
  return findBreakingChanges(buildSchema(released), current)
    .map((it) => it.description)
    .filter((it) => !changes.includes(it));
}
