// type-graphql keeps the decorators' metadata in here, so it comes before them.
import 'reflect-metadata';

import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync, getMetadataStorage } from 'type-graphql';
import {
  GatewayEventAliasResolver,
  ModelVersionAliasesResolver,
  ProjectAliasesResolver,
  ScheduleAliasResolver,
  WorkflowAliasResolver,
} from './aliases-of.resolver.js';
import { BudgetEventResolver, BudgetResolver } from './budget.resolver.js';
import { forbidStorage } from './cacheable.js';
import { ComparisonResolver } from './comparison.resolver.js';
import { GatewayResolver } from './gateway.resolver.js';
import { GatewayEventResolver } from './gateway-event.resolver.js';
import { GatewayEventWorkflowResolver } from './gateway-event-workflow.resolver.js';
import { ModelAliasChangeResolver, ModelAliasResolver } from './model-alias.resolver.js';
import { ModelVersionResolver } from './model-version.resolver.js';
import { ModelVersionMutationResolver } from './model-version-mutation.resolver.js';
import { MoneyResolver } from './money.resolver.js';
import { NodeResolver } from './node.resolver.js';
import { ModelVersionStopResolver, PlannedStopResolver } from './planned-stop.resolver.js';
import { ProjectResolver } from './project.resolver.js';
import { ProjectPolicyResolver } from './project-policy.resolver.js';
import { EvaluationResultResolver, ManifestSummaryResolver } from './report.resolver.js';
import { RollOutResolver } from './roll-out.resolver.js';
import {
  GatewayEventScheduleResolver,
  ModelVersionSchedulesResolver,
  ProjectSchedulesResolver,
  ScheduleResolver,
} from './schedule.resolver.js';
import { SpendResolver } from './spend.resolver.js';
import { StatusEventResolver } from './status-event.resolver.js';
import { ModelVersionUsageResolver, ProjectUsageResolver } from './usage.resolver.js';
import { WorkflowResolver } from './workflow.resolver.js';

const RESOLVERS = [
  BudgetEventResolver,
  BudgetResolver,
  ComparisonResolver,
  EvaluationResultResolver,
  GatewayEventAliasResolver,
  GatewayEventResolver,
  GatewayEventScheduleResolver,
  GatewayEventWorkflowResolver,
  GatewayResolver,
  ManifestSummaryResolver,
  ModelAliasChangeResolver,
  ModelAliasResolver,
  ModelVersionAliasesResolver,
  ModelVersionMutationResolver,
  ModelVersionResolver,
  ModelVersionSchedulesResolver,
  ModelVersionStopResolver,
  ModelVersionUsageResolver,
  MoneyResolver,
  NodeResolver,
  PlannedStopResolver,
  ProjectAliasesResolver,
  ProjectPolicyResolver,
  ProjectResolver,
  ProjectSchedulesResolver,
  ProjectUsageResolver,
  RollOutResolver,
  ScheduleAliasResolver,
  ScheduleResolver,
  SpendResolver,
  StatusEventResolver,
  WorkflowAliasResolver,
  WorkflowResolver,
] as const;

export function createSchema(): GraphQLSchema {
  for (const it of getMetadataStorage().objectTypes) it.simpleResolvers ??= true; // a plain property needs no function
  const schema = buildSchemaSync({
    resolvers: RESOLVERS,
    validate: false, // the services check, and say what was expected
    skipCheck: true, // by asking for all of it, which takes as long as making it; Apollo checks it, too
    pubSub: neverUsed,
  });
  describeRoots(schema);
  forbidStorage(schema);
  return schema;
}

/** type-graphql makes the root types itself, and has no place for their descriptions. */
function describeRoots(schema: GraphQLSchema): void {
  const roots = [
    [
      schema.getQueryType(),
      'Everything that can be read. Answers come from the catalog while they are fresh enough.',
    ],
    [
      schema.getMutationType(),
      'Everything that can be changed. Refusals that a caller can act on are in `userErrors`.',
    ],
    [
      schema.getSubscriptionType(),
      'What can be followed live, over WebSocket at `/graphql` or SSE at `/graphql/stream`.',
    ],
  ] as const;
  for (const [root, description] of roots) if (root) root.description = description;
}

/** type-graphql requires one wherever there are subscriptions; ours bring their own source. */
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
