import { Field, ObjectType } from 'type-graphql';
import type { LoggedEvent } from '../domain/event.js';
import type { ToldEvent } from '../services/events/told-events.js';
import type { StatusEvent } from '../services/status/status-events.js';
import { GatewayEventKindEnum } from './enums.js';
import { DateTime } from './scalars.js';
import { ModelVersionStatusEventType } from './status-event.type.js';

@ObjectType('GatewayEvent', {
  description:
    'One entry of the event log; its cursors are those of `eventCursor` and `modelVersionStatusChanged`.',
})
export class GatewayEventType implements ToldEvent {
  @Field(() => GatewayEventKindEnum, { description: 'What the event tells. Later versions may send others.' })
  kind!: ToldEvent['kind'];

  @Field(() => String, {
    description: 'Position in the log. Pass the last one you handled as `after` to resume.',
  })
  cursor!: string;

  @Field(() => DateTime, { description: 'When it happened, as far as the gateway saw it.' })
  observedAt!: number;

  @Field(() => ModelVersionStatusEventType, {
    nullable: true,
    description: 'What `modelVersionStatusChanged` tells of it; null unless a status has changed.',
  })
  statusChange!: StatusEvent | null;

  readonly event!: LoggedEvent | null;
}
