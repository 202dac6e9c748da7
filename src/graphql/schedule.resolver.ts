import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ModelVersion, Project } from '../domain/model.js';
import type { ToldEvent } from '../services/events/told-events.js';
import { toGlobalId } from '../services/global-ids.js';
import { deleteSchedule, putSchedule } from '../services/mutations/put-schedule.js';
import { projectNameOf } from '../services/permissions.js';
import { type NamedSchedule, SCHEDULE_KIND } from '../services/schedule-index.js';
import {
  findScheduleByKey,
  lastRunOf,
  listSchedules,
  listSchedulesOfProject,
  nextTransitionOf,
  versionOf,
} from '../services/schedule-reading.js';
import { schedulesOf } from '../services/schedules.js';
import { shownSubject } from '../services/shown-subject.js';
import type { Context } from './context.js';
import { Duration } from './duration.scalar.js';
import { GatewayEventType } from './gateway-event.type.js';
import { ModelVersionType } from './model-version.type.js';
import { PageArgs, toPageRequest } from './page.args.js';
import { ProjectType } from './project.type.js';
import {
  DeleteScheduleInput,
  DeleteSchedulePayload,
  PutScheduleInput,
  PutSchedulePayload,
} from './schedule.input.js';
import {
  ScheduleConnectionType,
  ScheduleRunType,
  ScheduleTransitionType,
  ScheduleType,
} from './schedule.type.js';
import { toPayload } from './user-errors.js';

@Resolver(() => ScheduleType)
export class ScheduleResolver {
  @Query(() => ScheduleConnectionType, { description: 'All schedules that the caller may see, by name.' })
  schedules(@Ctx() { session }: Context, @Args(() => PageArgs) page: PageArgs) {
    return listSchedules(session, toPageRequest(page));
  }

  @FieldResolver(() => ID, {
    description: 'Opaque and global: pass it to `node` to fetch this schedule again.',
  })
  id(@Root() schedule: NamedSchedule): string {
    return toGlobalId(schedule);
  }

  @FieldResolver(() => ModelVersionType, {
    nullable: true,
    description: 'What it starts and stops now; null while its alias names nothing.',
  })
  modelVersion(@Root() schedule: NamedSchedule, @Ctx() { session }: Context) {
    return versionOf(session, schedule);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who put it: shown to owners of the project and to the subject itself, null to others.',
  })
  updatedBy(@Root() { projectArn, author }: NamedSchedule, @Ctx() { session }: Context) {
    return shownSubject(session, projectNameOf(projectArn), author);
  }

  @FieldResolver(() => ScheduleTransitionType, {
    nullable: true,
    description:
      'What it does next; null while it is disabled, where no window begins or ends, and where its time zone is not known any more.',
  })
  nextTransition(@Root() schedule: NamedSchedule, @Ctx() { session }: Context) {
    return nextTransitionOf(session, schedule);
  }

  @FieldResolver(() => ScheduleRunType, {
    nullable: true,
    description: 'What came of what was due last; null: nothing was due yet.',
  })
  lastRun(@Root() schedule: NamedSchedule, @Ctx() { session }: Context) {
    return lastRunOf(session, schedule);
  }

  @FieldResolver(() => Duration, {
    nullable: true,
    description:
      'How long after its moment a start may still be made up; null: as long as its window is open. A missed stop is always made up.',
  })
  startCatchupWindow(@Root() { startCatchupMs }: NamedSchedule): number | null {
    return startCatchupMs;
  }

  @Mutation(() => PutSchedulePayload, {
    description:
      'Makes or replaces a schedule. It acts at the edges of its windows: what somebody starts or stops in between stays so until the next edge.',
  })
  putSchedule(
    @Ctx() context: Context,
    @Arg('input', () => PutScheduleInput, { description: 'The schedule as it is to be.' })
    input: PutScheduleInput,
  ) {
    const { projectArn, name, windows, timeZone, minInferenceUnits, isEnabled, mustBeNew } = input;
    const schedule = {
      ...{ projectArn, name, windows, timeZone, minInferenceUnits, isEnabled },
      modelVersionArn: input.modelVersionArn ?? null,
      aliasName: input.aliasName ?? null,
      maxInferenceUnits: input.maxInferenceUnits ?? null,
      startCatchupMs: input.startCatchupWindow ?? null,
    };
    const expected = { revision: input.revision ?? null, mustBeNew };
    return toPayload(context, 'putSchedule', input, () => putSchedule(schedule, expected));
  }

  @Mutation(() => DeleteSchedulePayload, {
    description: 'Deletes a schedule. A model that runs in an open window goes on running.',
  })
  deleteSchedule(
    @Ctx() context: Context,
    @Arg('input', () => DeleteScheduleInput, { description: 'The schedule to delete.' })
    input: DeleteScheduleInput,
  ) {
    const { projectArn, name, revision = null } = input;
    return toPayload(context, 'deleteSchedule', input, () => deleteSchedule(projectArn, name, { revision }));
  }
}

@Resolver(() => ProjectType)
export class ProjectSchedulesResolver {
  @FieldResolver(() => ScheduleConnectionType, { description: 'Its schedules by name; at most 50.' })
  schedules(@Root() { arn }: Project, @Ctx() { session }: Context, @Args(() => PageArgs) page: PageArgs) {
    return listSchedulesOfProject(session, arn, toPageRequest(page));
  }
}

@Resolver(() => ModelVersionType)
export class ModelVersionSchedulesResolver {
  @FieldResolver(() => [ScheduleType], {
    description: 'The schedules that start and stop it, by its own ARN or by an alias that names it.',
  })
  schedules(@Root() { arn }: ModelVersion, @Ctx() { session }: Context) {
    return schedulesOf(session.records, arn);
  }
}

@Resolver(() => GatewayEventType)
export class GatewayEventScheduleResolver {
  @FieldResolver(() => ScheduleType, {
    nullable: true,
    description: 'The schedule that it is about, as it is now; null for none, and for one that is gone.',
  })
  schedule(@Root() { event }: ToldEvent, @Ctx() { session }: Context) {
    return event?.record.kind === SCHEDULE_KIND ? findScheduleByKey(session, event.record.key) : null;
  }
}
