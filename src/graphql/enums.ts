import { registerEnumType } from 'type-graphql';
import type { RefusalCode } from '../domain/errors.js';
import type { Action } from '../domain/grant.js';
import type {
  CustomizationFeature,
  LookoutVisionModelStatus,
  ModelVersionStatus,
  ProjectStatus,
} from '../domain/status.js';
import type { ToldEvent } from '../services/events/told-events.js';
import type { ModelVersionOrder } from '../services/model-versions.js';
import type { StatusEvent } from '../services/status/status-events.js';
import type { GatewayFacts } from './context.js';

const NEWER = 'A value newer than this gateway.';

export const ProjectStatusEnum = enumOf<ProjectStatus>('ProjectStatus', 'Where a project is in its life.', {
  CREATING: 'AWS is creating it: a matter of seconds.',
  CREATED: 'Ready for datasets and model versions.',
  DELETING: 'AWS is deleting it; then it is gone.',
  UNKNOWN: NEWER,
});

export const CustomizationFeatureEnum = enumOf<CustomizationFeature>(
  'CustomizationFeature',
  'What a project customises.',
  {
    CUSTOM_LABELS: 'Custom Labels: models that can be started and stopped.',
    CONTENT_MODERATION: 'Custom moderation: adapters, which cannot be started.',
    UNKNOWN: NEWER,
  },
);

/** A caller without `read` sees no project, so `read` is not in it. */
export const ProjectActionEnum = enumOf<Uppercase<Exclude<Action, 'read'>>>(
  'ProjectAction',
  'What can be done in a project besides reading it.',
  {
    START: 'Start its model versions: startModelVersion.',
    STOP: 'Stop its model versions: stopModelVersion.',
    CREATE: 'Train model versions: createModelVersion.',
    DELETE: 'Delete it or its model versions: deleteProject, deleteModelVersion.',
    COPY: 'Copy model versions into it or out of it: copyModelVersion.',
    POLICY: 'Change its policies: putProjectPolicy, deleteProjectPolicy.',
  },
);

export const ModelVersionStatusEnum = enumOf<ModelVersionStatus>(
  'ModelVersionStatus',
  'Where a model version is in its life. A deleted version has no status: it is gone.',
  {
    TRAINING_IN_PROGRESS: 'Being trained: half an hour to a day.',
    TRAINING_COMPLETED: 'Trained, and ready to start.',
    TRAINING_FAILED: 'Training ended in an error; `statusMessage` and `manifestSummary` say why.',
    STARTING: 'Being started: some minutes.',
    RUNNING: 'Ready to detect labels, and billed for every inference unit and hour.',
    FAILED: 'Could not be started, or failed while running.',
    STOPPING: 'Being stopped: a minute or so.',
    STOPPED: 'Not running and not billed; can be started again.',
    DELETING: 'Being deleted; then it is gone.',
    COPYING_IN_PROGRESS: 'Being copied from another version.',
    COPYING_COMPLETED: 'Copied, and ready to start.',
    COPYING_FAILED: 'The copy ended in an error.',
    DEPRECATED: 'An adapter that should be trained again.',
    EXPIRED: 'An adapter that is no longer used.',
    UNKNOWN: NEWER,
  },
);

export const LookoutVisionModelStatusEnum = enumOf<LookoutVisionModelStatus>(
  'LookoutVisionModelStatus',
  'Where a Lookout for Vision model is in its life.',
  {
    TRAINING: 'Being trained, for an hour or so.',
    TRAINED: 'Trained, and not hosted: also after it was stopped.',
    TRAINING_FAILED: 'Training ended in an error.',
    STARTING_HOSTING: 'Being started: some minutes.',
    HOSTED: 'Running, and billed.',
    HOSTING_FAILED: 'Could not be started.',
    STOPPING_HOSTING: 'Being stopped; then TRAINED again.',
    SYSTEM_UPDATING: 'AWS is updating it.',
    DELETING: 'Being deleted; then it is gone.',
    UNKNOWN: NEWER,
  },
);

export const ModelVersionOrderFieldEnum = enumOf<ModelVersionOrder['field']>(
  'ModelVersionOrderField',
  'What a list of model versions is ordered by.',
  {
    CREATION_TIMESTAMP: 'When its training or copy began.',
    NAME: 'The version name, by code point.',
    F1_SCORE: 'The F1 score. Versions without an evaluation come last in either direction.',
  },
);

export const OrderDirectionEnum = enumOf<ModelVersionOrder['direction']>(
  'OrderDirection',
  'Which way a list runs.',
  { ASC: 'Smallest, oldest or first in the alphabet first.', DESC: 'Largest, newest or last first.' },
);

export const UserErrorCodeEnum = enumOf<RefusalCode>(
  'UserErrorCode',
  'Why a mutation was refused, to branch on.',
  {
    INVALID_INPUT: 'The input is wrong; `message` says what was expected and `field` where.',
    NOT_FOUND: 'What the mutation is about does not exist.',
    ALREADY_EXISTS: 'The name is taken.',
    IN_USE: "The resource's status does not allow this now (AWS: ResourceInUseException).",
    QUOTA_EXCEEDED: 'AWS: LimitExceededException, ServiceQuotaExceededException. Never retried.',
    MALFORMED_POLICY: 'The policy document breaks the grammar of project policies.',
    POLICY_REVISION_MISMATCH: 'The policy has changed since that revision, or has none like it.',
    IDEMPOTENCY_MISMATCH: 'The same idempotencyKey came before with other input.',
    REVISION_MISMATCH: 'Somebody changed it since the revision that was given.',
    PROTECTED: 'A protected alias names it, or the caller may not change what is protected.',
    BUDGET_EXCEEDED: 'A budget lets no more models start until its month ends or it is raised.',
    GATE_FAILED: 'The version does not pass the gate of a rollout.',
  },
);

export const StatusEventKindEnum = enumOf<StatusEvent['kind']>(
  'StatusEventKind',
  'What an event of a status subscription tells.',
  {
    CURRENT: 'How a version stands now; requested by `includeCurrent`.',
    CHANGED: 'A status has changed.',
    GAP: 'Changes were lost before this position: read your data again.',
    BOOKMARK: 'Only a position to resume from; requested by `bookmarks`.',
  },
);

export const GatewayEventKindEnum = enumOf<ToldEvent['kind']>(
  'GatewayEventKind',
  'What an event of the log tells.',
  {
    STATUS_CHANGED: 'The status of a model version has changed.',
    ALIAS_MOVED: 'An alias names another version, or is gone.',
    WORKFLOW_CHANGED: 'A workflow has begun, or come to another state.',
    BUDGET_THRESHOLD_REACHED: 'The spend of a budget has reached one of its thresholds.',
    AUTOMATION_FAILED: 'A schedule, stop or budget could not be acted on.',
    AUTOMATION_SKIPPED: 'Something that was due was not done, for a reason that is no failure.',
    GAP: 'Events were lost before this position: read your data again.',
    BOOKMARK: 'Only a position to resume from; requested by `bookmarks`.',
  },
);

export const UpstreamKindEnum = enumOf<GatewayFacts['upstream']>(
  'UpstreamKind',
  'What answers behind the gateway.',
  {
    EMULATOR: 'The embedded emulator: nothing touches AWS and nothing is billed.',
    AWS: 'Amazon Web Services.',
  },
);

/** Registers an enum; the type makes sure that every value has its description and no other is there. */
export function enumOf<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): { readonly [V in Value]: V } {
  const names = Object.keys(values) as Value[];
  const members = Object.fromEntries(names.map((it) => [it, it])) as { readonly [V in Value]: V };
  const valuesConfig = Object.fromEntries(names.map((it) => [it, { description: values[it] }]));
  registerEnumType(members, { name, description, valuesConfig: valuesConfig as never });
  return members;
}
