import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { ModelVersion } from '../domain/model.js';
import { withoutHiddenBudget } from '../services/budget-rights.js';
import { setModelVersionStop } from '../services/mutations/set-model-version-stop.js';
import { projectNameOf } from '../services/permissions.js';
import { plannedStopOf } from '../services/planned-stops.js';
import { earliestStopOf } from '../services/schedule-reading.js';
import { shownSubject } from '../services/shown-subject.js';
import type { Context } from './context.js';
import { ModelVersionType } from './model-version.type.js';
import { SetModelVersionStopInput, SetModelVersionStopPayload } from './planned-stop.input.js';
import { PlannedStopType, toPlannedStop } from './planned-stop.type.js';
import { DateTime } from './scalars.js';
import { toPayload } from './user-errors.js';

@Resolver(() => ModelVersionType)
export class ModelVersionStopResolver {
  @Mutation(() => SetModelVersionStopPayload, {
    description: 'Sets, moves or takes away the moment at which the gateway stops a version.',
  })
  setModelVersionStop(
    @Ctx() context: Context,
    @Arg('input', () => SetModelVersionStopInput, { description: 'The version, and when it is to stop.' })
    input: SetModelVersionStopInput,
  ) {
    const { modelVersionArn, stopAt, stopAfter, remove } = input;
    const stop = { at: stopAt ?? null, afterMs: stopAfter ?? null, isRemoval: remove };
    return toPayload(context, 'setModelVersionStop', input, () => setModelVersionStop(modelVersionArn, stop));
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      'The earliest stop that is known: its planned stop, or that of a schedule. Null: none, or not known before it runs.',
  })
  stopAt(@Root() version: ModelVersion, @Ctx() { session }: Context): number | null {
    return earliestStopOf(session, version);
  }

  @FieldResolver(() => PlannedStopType, {
    nullable: true,
    description: 'The stop that was set for it; null: none. It is gone once the version has left RUNNING.',
  })
  plannedStop(@Root() version: ModelVersion, @Ctx() { session }: Context): PlannedStopType | null {
    return toPlannedStop(version.arn, plannedStopOf(session, version));
  }
}

@Resolver(() => PlannedStopType)
export class PlannedStopResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who set it: shown to owners of the project and to the subject itself, null to others.',
  })
  async setBy(@Root() { modelVersionArn, stop }: PlannedStopType, @Ctx() { session }: Context) {
    const author = { subject: stop.setBy };
    const subject = await shownSubject(session, projectNameOf(modelVersionArn), author);
    return subject && withoutHiddenBudget(session, subject);
  }
}
