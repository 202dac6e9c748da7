import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { Extensions } from 'type-graphql';
import type { Context } from './context.js';

const CACHEABLE = 'cacheable';

/**
 * Says of a field that runs code that its value may be kept and given again, for as long as all that it depends on
 * stands: whatever it reads must say so to `Basis`. An answer with any field that does not say this is not kept.
 */
export function Cacheable(): MethodDecorator {
  return Extensions({ [CACHEABLE]: true });
}

/** Makes every field that runs code, and does not say that it is cacheable, take its answer out of what is kept. */
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
