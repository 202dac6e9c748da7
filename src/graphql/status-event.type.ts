import { Field, ObjectType } from 'type-graphql';
import type { ModelVersion } from '../domain/model.js';
import type { StatusEvent } from '../services/status/status-events.js';
import { createEdgeType, PageInfoType } from './connection.type.js';
import { ModelVersionStatusEnum, StatusEventKindEnum } from './enums.js';
import { ModelVersionType } from './model-version.type.js';
import { DateTime, ModelVersionArn } from './scalars.js';

@ObjectType('ModelVersionStatusEvent', {
  description: "A change of a model version's status, as the gateway saw it.",
})
export class ModelVersionStatusEventType implements StatusEvent {
  @Field(() => StatusEventKindEnum, { description: 'What the event tells.' })
  kind!: StatusEvent['kind'];

  @Field(() => String, {
    description: 'Position in the log. Pass the last one you handled as `after` to resume.',
  })
  cursor!: string;

  @Field(() => ModelVersionArn, { nullable: true, description: 'Null for GAP and BOOKMARK.' })
  modelVersionArn!: StatusEvent['modelVersionArn'];

  @Field(() => ModelVersionType, {
    nullable: true,
    description: 'As it was at this event; null for GAP, for BOOKMARK and once it is gone.',
  })
  modelVersion!: ModelVersion | null;

  @Field(() => ModelVersionStatusEnum, {
    nullable: true,
    description: 'Null when the version is new, for CURRENT, for GAP and for BOOKMARK.',
  })
  previousStatus!: StatusEvent['previousStatus'];

  @Field(() => ModelVersionStatusEnum, {
    nullable: true,
    description: 'Null when the version is gone, for GAP and for BOOKMARK.',
  })
  status!: StatusEvent['status'];

  @Field(() => DateTime, { description: 'When the gateway saw it.' })
  observedAt!: number;
}

const EdgeType = createEdgeType<StatusEvent>('ModelVersionStatusEvent', () => ModelVersionStatusEventType);

@ObjectType('ModelVersionStatusEventConnection', {
  description: 'One page of the status changes of a version.',
})
export class ModelVersionStatusEventConnectionType {
  @Field(() => [ModelVersionStatusEventType], {
    description: "The page's events, for those who need no cursors.",
  })
  nodes!: readonly StatusEvent[];

  @Field(() => [EdgeType], { description: "The page's events with their cursors." })
  edges!: readonly { readonly node: StatusEvent; readonly cursor: string }[];

  @Field(() => PageInfoType, { description: 'Where the page lies in the history.' })
  pageInfo!: PageInfoType;
}
