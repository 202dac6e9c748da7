import { Field, ObjectType } from 'type-graphql';
import type { ModelVersionArn } from '../domain/arn.js';
import type { PlannedStop } from '../domain/automation/planned-stop.js';
import { Duration } from './duration.scalar.js';
import { FailureType } from './failure.type.js';
import { DateTime } from './scalars.js';

/** Its `setBy` is joined in by a resolver, which needs to know the caller. */
@ObjectType('PlannedStop', { description: 'The moment at which the gateway stops a version.' })
export class PlannedStopType {
  modelVersionArn!: ModelVersionArn;
  stop!: PlannedStop;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Null until it runs, where it was given as a duration.',
  })
  at!: number | null;

  @Field(() => Duration, {
    nullable: true,
    description:
      'The duration, where one was given: from RUNNING on a start, else from the moment of asking.',
  })
  after!: number | null;

  @Field(() => FailureType, { nullable: true, description: 'Why the last try did not stop it.' })
  failure!: FailureType | null;
}

export function toPlannedStop(
  modelVersionArn: ModelVersionArn,
  stop: PlannedStop | null,
): PlannedStopType | null {
  if (!stop) return null;
  const failure = stop.failure && { ...stop.failure, retryAt: stop.retryAt };
  return { modelVersionArn, stop, at: stop.at, after: stop.afterMs, failure };
}
