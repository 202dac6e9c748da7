import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { NamedAlias } from '../domain/automation/alias.js';
import type { ModelVersion, Project } from '../domain/model.js';
import type { ToldEvent } from '../services/events/told-events.js';
import {
  aliasOfRecord,
  findAlias,
  findVisibleAlias,
  listAliases,
  listAliasesOf,
  type ShownChange,
  toShownChange,
} from '../services/model-aliases.js';
import type { NamedSchedule } from '../services/schedule-index.js';
import type { WorkflowNode } from '../services/workflows.js';
import type { Context } from './context.js';
import { GatewayEventType } from './gateway-event.type.js';
import { ModelAliasChangeType, ModelAliasType } from './model-alias.type.js';
import { ModelVersionType } from './model-version.type.js';
import { ProjectType } from './project.type.js';
import { ScheduleType } from './schedule.type.js';
import { WorkflowType } from './workflow.type.js';

@Resolver(() => ProjectType)
export class ProjectAliasesResolver {
  @FieldResolver(() => ModelAliasType, {
    nullable: true,
    description: 'One of its aliases by name, or null if it does not exist.',
  })
  alias(
    @Root() { arn }: Project,
    @Ctx() { session }: Context,
    @Arg('name', () => String, { description: 'The name of the alias.' }) name: string,
  ): NamedAlias | null {
    return findAlias(session, arn, name);
  }

  @FieldResolver(() => [ModelAliasType], { description: 'By name; at most 100.' })
  aliases(@Root() { arn }: Project, @Ctx() { session }: Context): readonly NamedAlias[] {
    return listAliases(session, arn);
  }
}

@Resolver(() => ModelVersionType)
export class ModelVersionAliasesResolver {
  @FieldResolver(() => [ModelAliasType], { description: 'The aliases that name it now.' })
  aliases(@Root() { arn }: ModelVersion, @Ctx() { session }: Context): readonly NamedAlias[] {
    return listAliasesOf(session, arn);
  }
}

@Resolver(() => WorkflowType)
export class WorkflowAliasResolver {
  @FieldResolver(() => ModelAliasType, {
    nullable: true,
    description: 'The alias that it moves, if any; null until it is made.',
  })
  alias(
    @Root() { workflow: { project, aliasName } }: WorkflowNode,
    @Ctx() { session }: Context,
  ): Promise<NamedAlias | null> | null {
    return project.arn && aliasName !== null ? findVisibleAlias(session, project.arn, aliasName) : null;
  }
}

@Resolver(() => GatewayEventType)
export class GatewayEventAliasResolver {
  @FieldResolver(() => ModelAliasType, {
    nullable: true,
    description: 'The alias that was moved, as it is now; null for none, and for one that is deleted.',
  })
  alias(@Root() { event }: ToldEvent, @Ctx() { session }: Context): Promise<NamedAlias | null> | null {
    return event && aliasOfRecord(session, event.record);
  }

  @FieldResolver(() => ModelAliasChangeType, {
    nullable: true,
    description: 'The move of an alias; null unless one was moved.',
  })
  aliasChange(@Root() { event }: ToldEvent): ShownChange | null {
    return event?.aliasChange ? toShownChange(event.aliasChange, event.record.key) : null;
  }
}

@Resolver(() => ScheduleType)
export class ScheduleAliasResolver {
  @FieldResolver(() => ModelAliasType, {
    nullable: true,
    description:
      'The alias whose version it starts and stops; null where it names a version, or while there is no alias of the name.',
  })
  alias(
    @Root() { projectArn, aliasName }: NamedSchedule,
    @Ctx() { session }: Context,
  ): Promise<NamedAlias | null> | null {
    return aliasName === null ? null : findVisibleAlias(session, projectArn, aliasName);
  }
}
