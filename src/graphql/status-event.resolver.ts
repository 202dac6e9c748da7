import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root, Subscription } from 'type-graphql';
import { toWallTime } from '../clock.js';
import type { ModelVersionArn as ModelVersionArnText, ProjectArn as ProjectArnText } from '../domain/arn.js';
import type { ModelVersionStatus } from '../domain/status.js';
import { followStatus } from '../services/status/follow-status.js';
import type { StatusEvent } from '../services/status/status-events.js';
import { currentCursor } from '../services/status/status-history.js';
import type { Context } from './context.js';
import { ModelVersionStatusEnum } from './enums.js';
import { ModelVersionArn, ProjectArn } from './scalars.js';
import { ModelVersionStatusEventType } from './status-event.type.js';

@ArgsType()
class StatusSubscriptionArgs {
  @Field(() => [ProjectArn], { nullable: true, description: 'Only versions of these projects, 1..100.' })
  projectArns?: ProjectArnText[] | null;

  @Field(() => [ModelVersionArn], { nullable: true, description: 'Only these versions, 1..100.' })
  modelVersionArns?: ModelVersionArnText[] | null;

  @Field(() => [ModelVersionStatusEnum], { nullable: true, description: 'Only changes into one of these.' })
  statuses?: ModelVersionStatus[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Begin after this position in the log; now unless given.',
  })
  after?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Begin with one CURRENT event for each matching version (also after a GAP).',
  })
  includeCurrent!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Also BOOKMARK events: now and then, and at least every tenth of the log's retention, one with only a cursor, so that a quiet filter's position never grows older than the log.",
  })
  bookmarks!: boolean;
}

@Resolver(() => ModelVersionStatusEventType)
export class StatusEventResolver {
  @FieldResolver()
  observedAt(@Root() { observedAt }: StatusEvent, @Ctx() { session }: Context): number {
    return toWallTime(session.clock, observedAt);
  }

  @Query(() => String, {
    description:
      'Where the status event log stands now. Read this with your data, then subscribe with `after` and miss nothing.',
  })
  eventCursor(@Ctx() { session }: Context): Promise<string> {
    return currentCursor(session);
  }

  @Subscription(() => ModelVersionStatusEventType, {
    description:
      'Status changes of model versions, in the order the gateway saw them. Without a filter: all that the caller may see. With `after`: first everything since that cursor, then live. If the log no longer reaches back that far, the first event has kind GAP: read your data again.',
    subscribe: (({ args, context }: { args: StatusSubscriptionArgs; context: Context }) => {
      const {
        projectArns = null,
        modelVersionArns = null,
        statuses = null,
        after = null,
        includeCurrent,
        bookmarks,
      } = args;
      return followStatus(
        context.session,
        { projectArns, modelVersionArns, statuses },
        context.resumeAfter ?? after,
        { includeCurrent, bookmarks },
      );
    }) as never, // type-graphql types it as not async, and awaits it
  })
  modelVersionStatusChanged(
    @Root() event: StatusEvent,
    @Args(() => StatusSubscriptionArgs) _args: StatusSubscriptionArgs,
  ): StatusEvent {
    return event;
  }
}
