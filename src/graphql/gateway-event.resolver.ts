import { Args, ArgsType, Ctx, Field, FieldResolver, Float, Resolver, Root, Subscription } from 'type-graphql';
import { toWallTime } from '../clock.js';
import type { ModelVersionArn as ModelVersionArnText, ProjectArn as ProjectArnText } from '../domain/arn.js';
import { followEvents } from '../services/events/follow-events.js';
import type { ToldEvent } from '../services/events/told-events.js';
import { projectNameOf } from '../services/permissions.js';
import type { Context } from './context.js';
import { GatewayEventKindEnum } from './enums.js';
import { FailureType } from './failure.type.js';
import { GatewayEventType } from './gateway-event.type.js';
import { ModelVersionArn, ProjectArn } from './scalars.js';

@ArgsType()
class EventSubscriptionArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Begin after this position in the log; now unless given.',
  })
  after?: string | null;

  @Field(() => [GatewayEventKindEnum], {
    nullable: true,
    description: 'Only these kinds, and GAP. Without it also kinds that later versions add: ignore them.',
  })
  kinds?: ToldEvent['kind'][] | null;

  @Field(() => [ProjectArn], {
    nullable: true,
    description: 'Only what is about these projects, 1..100; of budgets those whose scope they are in.',
  })
  projectArns?: ProjectArnText[] | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Also BOOKMARK events: now and then, and at least every tenth of the log's retention, one with only a cursor, so that a quiet filter's position never grows older than the log.",
  })
  bookmarks!: boolean;
}

@Resolver(() => GatewayEventType)
export class GatewayEventResolver {
  @FieldResolver()
  observedAt(@Root() { observedAt, event }: ToldEvent, @Ctx() { session }: Context): number {
    return event ? observedAt : toWallTime(session.clock, observedAt);
  }

  @FieldResolver(() => ModelVersionArn, {
    nullable: true,
    description: 'The version that it is about; null for none, and for one that the caller may not see.',
  })
  async modelVersionArn(
    @Root() { statusChange, event }: ToldEvent,
    @Ctx() { session }: Context,
  ): Promise<ModelVersionArnText | null> {
    const arn = statusChange?.modelVersionArn ?? event?.modelVersionArn ?? null;
    if (arn === null || statusChange) return arn; // those that may see the change may see it
    return (await session.permissions.may('read', projectNameOf(arn))) ? arn : null;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'The threshold of a budget that was reached, in percent.',
  })
  thresholdPercent(@Root() { event }: ToldEvent): number | null {
    return event?.thresholdPercent ?? null;
  }

  @FieldResolver(() => FailureType, {
    nullable: true,
    description: 'Why it could not be done; null unless something failed.',
  })
  failure(@Root() { event }: ToldEvent): FailureType | null {
    return event?.failure ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'What happened, in words.' })
  message(@Root() { event }: ToldEvent): string | null {
    return event?.message ?? null;
  }

  @Subscription(() => GatewayEventType, {
    description:
      'Everything that the log holds and the caller may see, in one order, resumable like `modelVersionStatusChanged`: with `after` first everything since that cursor, then live. If the log no longer reaches back that far, the first event has kind GAP.',
    subscribe: (({ args, context }: { args: EventSubscriptionArgs; context: Context }) => {
      const { kinds = null, projectArns = null, after = null, bookmarks } = args;
      const from = context.resumeAfter ?? after;
      return followEvents(context.session, { kinds, projectArns }, from, bookmarks);
    }) as never, // type-graphql types it as not async, and awaits it
  })
  events(
    @Root() event: ToldEvent,
    @Args(() => EventSubscriptionArgs) _args: EventSubscriptionArgs,
  ): ToldEvent {
    return event;
  }
}
