import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { Extensions } from 'type-graphql';
import type { Context } from './context.js';

const CACHEABLE = 'cacheable';

/**
 * Declares a field that runs code cacheable: its value may be kept and given again, for as long as all that it depends
 * on is fresh. All that it reads must be added to `CacheDependencies`. An answer with any other field is not kept.
 */
export function Cacheable(): MethodDecorator {
  return Extensions({ [CACHEABLE]: true });
}

/** Keeps answers out of the cache that have a field which runs code and does not declare itself cacheable. */
export function forbidStorage(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      if (field.resolve && !field.extensions[CACHEABLE]) withoutStorage(field);
  }
}

function withoutStorage(field: GraphQLField<unknown, Context>): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (source, args, context, info) => {
    context.session.callContext.cacheDependencies?.noStore();
    return resolve(source, args, context, info);
  };
}
