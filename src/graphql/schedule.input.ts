import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { ModelVersionArn as ModelVersionArnText, ProjectArn as ProjectArnText } from '../domain/arn.js';
import type { NamedSchedule } from '../services/schedule-index.js';
import { Duration } from './duration.scalar.js';
import { DeleteRecordInput, PutRecordInput } from './mutation.input.js';
import { ModelVersionArn, ProjectArn } from './scalars.js';
import { ScheduleType } from './schedule.type.js';
import { PayloadType } from './user-errors.js';
import { WarningType } from './warning.type.js';

@InputType('PutScheduleInput', {
  description: 'Exactly one of `modelVersionArn` and `aliasName`, of this project.',
})
export class PutScheduleInput extends PutRecordInput {
  @Field(() => ProjectArn, { description: 'The project that it belongs to.' })
  projectArn!: ProjectArnText;

  @Field(() => String, {
    description: '1..63 of a-z, 0-9, "-", beginning with a letter. The same name replaces.',
  })
  name!: string;

  @Field(() => ModelVersionArn, { nullable: true, description: 'The version that it starts and stops.' })
  modelVersionArn?: ModelVersionArnText | null;

  @Field(() => String, {
    nullable: true,
    description:
      'It starts and stops what has this alias then. An alias that moves starts and stops nothing.',
  })
  aliasName?: string | null;

  @Field(() => [String], {
    description:
      '1..20. Days of the start and times, for example `MON-FRI 08:30-18:00` or `SAT,SUN 22:00-02:00`; 24:00 as an end only.',
  })
  windows!: string[];

  @Field(() => String, { description: 'An IANA name, for example Europe/Berlin; no offset.' })
  timeZone!: string;

  @Field(() => Int, {
    description: 'To start the model with. Where several schedules want it, the larger number counts.',
  })
  minInferenceUnits!: number;

  @Field(() => Int, { nullable: true, description: 'Up to how many AWS may scale; none: no auto-scaling.' })
  maxInferenceUnits?: number | null;

  @Field(() => Duration, {
    nullable: true,
    description:
      'How long after its moment a start may still be made up; none: as long as its window is open.',
  })
  startCatchupWindow?: number | null;

  @Field(() => Boolean, { defaultValue: true, description: 'False: it starts and stops nothing.' })
  isEnabled!: boolean;
}

@ObjectType('PutSchedulePayload', { description: 'The schedule, or why it was not put.' })
export class PutSchedulePayload extends PayloadType {
  @Field(() => ScheduleType, { nullable: true, description: 'As it is now; null if it was refused.' })
  schedule?: NamedSchedule | null;

  @Field(() => [WarningType], { description: 'What the caller should know about.' })
  warnings!: readonly WarningType[];
}

@InputType('DeleteScheduleInput', { description: 'A schedule by its name.' })
export class DeleteScheduleInput extends DeleteRecordInput {
  @Field(() => ProjectArn, { description: 'The project that it belongs to.' })
  projectArn!: ProjectArnText;

  @Field(() => String, { description: 'Of the schedule to delete.' })
  name!: string;
}

@ObjectType('DeleteSchedulePayload', { description: 'The name that is free now, or why it was not deleted.' })
export class DeleteSchedulePayload extends PayloadType {
  @Field(() => String, { nullable: true, description: 'The name; null if it was refused.' })
  name?: string | null;

  @Field(() => [WarningType], { description: 'What the caller should know about.' })
  warnings!: readonly WarningType[];
}
