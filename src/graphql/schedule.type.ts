import { Field, Int, ObjectType } from 'type-graphql';
import type { ModelVersionArn, ProjectArn } from '../domain/arn.js';
import type {
  RunFailure,
  ScheduleAction,
  ScheduleOutcome,
  ScheduleRun,
} from '../domain/automation/schedule.js';
import type { Transition } from '../domain/automation/schedule-wish.js';
import type { NamedSchedule } from '../services/schedule-index.js';
import { createConnectionType } from './connection.type.js';
import { enumOf } from './enums.js';
import { FailureType } from './failure.type.js';
import { NodeType } from './node.type.js';
import {
  DateTime,
  ModelVersionArn as ModelVersionArnScalar,
  ProjectArn as ProjectArnScalar,
} from './scalars.js';

const ScheduleActionEnum = enumOf<ScheduleAction>('ScheduleAction', 'What a schedule does at an edge.', {
  START: 'Start the model.',
  STOP: 'Stop the model.',
});

const ScheduleOutcomeEnum = enumOf<ScheduleOutcome>(
  'ScheduleOutcome',
  'What came of something that was due.',
  {
    DONE: 'AWS accepted it.',
    NOTHING_TO_DO: 'It was so already, or another schedule wants it otherwise; `reason` says which.',
    MISSED: 'It was not done while it could be made up.',
    RETRYING: 'It failed, and is tried again.',
    FAILED: 'It was refused, and is not tried again.',
  },
);

@ObjectType('ScheduleTransition', { description: 'What a schedule does next.' })
export class ScheduleTransitionType implements Transition {
  @Field(() => DateTime, {
    description:
      'Of a start: ahead of the window by the time that starts have lately taken (30 minutes where none was seen).',
  })
  at!: number;

  @Field(() => ScheduleActionEnum, { description: 'Whether it starts or stops the model then.' })
  kind!: ScheduleAction;
}

@ObjectType('ScheduleRun', { description: 'What a schedule did, or did not, when something was due.' })
export class ScheduleRunType implements ScheduleRun {
  @Field(() => DateTime, { description: 'When it was done, tried, or found to be missed.' })
  at!: number;

  @Field(() => ScheduleActionEnum, { description: 'Whether a start or a stop was due.' })
  kind!: ScheduleAction;

  @Field(() => ScheduleOutcomeEnum, { description: 'What came of it.' })
  outcome!: ScheduleOutcome;

  @Field(() => String, { description: 'In words, for example `the window of evenings is open`.' })
  reason!: string;

  @Field(() => FailureType, { nullable: true, description: 'Why it did not end well; null if it did.' })
  failure!: RunFailure | null;
}

/** What depends on the caller or the moment is joined in by a resolver. */
@ObjectType('Schedule', {
  implements: NodeType,
  description:
    'When a model is to run, week by week. It acts at the edges of its windows: what somebody starts or stops in between stays so until the next edge.',
})
export class ScheduleType
  extends NodeType
  implements Omit<NamedSchedule, 'startCatchupMs' | 'author' | 'updatedAt'>
{
  kind!: 'Schedule';

  @Field(() => String, { description: 'Unique in its project.' })
  name!: string;

  @Field(() => ProjectArnScalar, { description: 'The project that it belongs to.' })
  projectArn!: ProjectArn;

  @Field(() => ModelVersionArnScalar, { nullable: true, description: 'Null where it names an alias.' })
  modelVersionArn!: ModelVersionArn | null;

  @Field(() => String, { nullable: true, description: 'Null where it names a version by its ARN.' })
  aliasName!: string | null;

  @Field(() => [String], {
    description:
      'When the model is to run, for example `MON-FRI 08:30-18:00` or `SAT,SUN 22:00-02:00`. Those that touch or overlap are one.',
  })
  windows!: readonly string[];

  @Field(() => String, { description: 'An IANA name, for example Europe/Berlin.' })
  timeZone!: string;

  @Field(() => Int, { description: 'The inference units that it starts the model with.' })
  minInferenceUnits!: number;

  @Field(() => Int, { nullable: true, description: 'Up to how many AWS may scale; null: no auto-scaling.' })
  maxInferenceUnits!: number | null;

  @Field(() => Boolean, { description: 'False: it starts and stops nothing.' })
  isEnabled!: boolean;

  @Field(() => String, { description: 'Another one after each put: pass it to replace what you have read.' })
  revision!: string;
}

export const ScheduleConnectionType = createConnectionType('Schedule', () => ScheduleType);
