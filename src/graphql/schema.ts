// type-graphql keeps what its decorators say in here, so it comes before them.
import 'reflect-metadata';

import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { GatewayResolver } from './gateway.resolver.js';
import { ModelVersionResolver } from './model-version.resolver.js';
import { ModelVersionMutationResolver } from './model-version-mutation.resolver.js';
import { NodeResolver } from './node.resolver.js';
import { ProjectResolver } from './project.resolver.js';
import { ProjectPolicyResolver } from './project-policy.resolver.js';
import { EvaluationResultResolver, ManifestSummaryResolver } from './report.resolver.js';
import { StatusEventResolver } from './status-event.resolver.js';

export function createSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      EvaluationResultResolver,
      GatewayResolver,
      ManifestSummaryResolver,
      ModelVersionMutationResolver,
      ModelVersionResolver,
      NodeResolver,
      ProjectPolicyResolver,
      ProjectResolver,
      StatusEventResolver,
    ],
    validate: false, // the services check, and say what was expected
    pubSub: neverUsed,
  });
}

/** type-graphql asks for one wherever there are subscriptions; ours bring their own source. */
const neverUsed = {
  publish(): never {
    throw new Error('Events go through the log.');
  },
  subscribe(): never {
    throw new Error('Events come from the log.');
  },
};

/** The schema as text, in alphabetical order, so that a change shows as little as it changes. */
export function toSdl(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
