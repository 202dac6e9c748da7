import { type ChangeOptions, changeModel, type Journey, nameIn, type Standing } from './change-model.js';
import { GatewayError, type ModelState } from './errors.js';
import { findModel, type ModelName } from './find-model.js';
import {
  CopyModelDocument,
  type CopyModelVersionInput,
  type CreateModelVersionInput,
  DeleteModelDocument,
  EventCursorDocument,
  ModelStateDocument,
  type ModelVersionFilter,
  type ProjectFilter,
  StartModelDocument,
  type StartModelMutation,
  StopModelDocument,
  TrainModelDocument,
  WatchEventsDocument,
  WatchStatusDocument,
} from './generated.js';
import { createOperations, type Operations } from './operations.js';
import { type ListedModel, type ListedProject, listModels, listProjects } from './pages.js';
import { requestIdOf } from './request-id.js';
import { resume } from './resume.js';
import type { RetryOptions } from './retry.js';
import { type ClientOptions, createSend } from './transport.js';
import type { GatewayEvent, WatchEventsOptions } from './watch-events.js';
import type { BookmarkEvent, StatusEvent, WatchOptions } from './watch-status.js';

type Warning = StartModelMutation['startModelVersion']['warnings'][number];

/** What a start may say; every inference unit is billed while the model runs. */
export interface StartOptions extends ChangeOptions {
  /** 1 or more; 1 unless given. */
  readonly minInferenceUnits?: number;
  /** minInferenceUnits or more. Without it the model does not auto-scale. */
  readonly maxInferenceUnits?: number;
  /** The gateway stops it this long after it began to run: an ISO 8601 duration, for example PT2H. */
  readonly stopAfter?: string;
  /** Called with what the gateway warns of, for example that `stopAfter` is longer than it allows. */
  readonly onWarning?: (warning: Warning) => void;
}

/** Each model method resolves when the version has arrived, and throws as `changeModel` says. */
export interface Client extends Operations {
  /**
   * Every status change from the first `next()` on, or after a cursor: each once and in order, through lost connections.
   * @throws GatewayError for what trying again cannot help, or the signal's reason
   */
  watchStatus(options?: WatchOptions & { readonly bookmarks?: false }): AsyncIterableIterator<StatusEvent>;
  watchStatus(options: WatchOptions): AsyncIterableIterator<StatusEvent | BookmarkEvent>;
  /** As `watchStatus`, of everything that the gateway tells: also what it did by itself, failed to do or skipped. */
  watchEvents(options?: WatchEventsOptions): AsyncIterableIterator<GatewayEvent>;
  /** The model with these names. @throws GatewayError NOT_FOUND, or AMBIGUOUS_NAME where several have them */
  findModel(name: ModelName, options?: RetryOptions): Promise<ModelState>;
  /** Every project, newest first, page after page. */
  listProjects(filter?: ProjectFilter, options?: RetryOptions): AsyncIterableIterator<ListedProject>;
  /** Every version of a project, newest first, page after page. */
  listModels(
    projectArn: string,
    filter?: ModelVersionFilter,
    options?: RetryOptions,
  ): AsyncIterableIterator<ListedModel>;
  /** Until it is RUNNING, and billed. */
  startModel(arn: string, options?: StartOptions): Promise<ModelState>;
  /** Until it is STOPPED. */
  stopModel(arn: string, options?: ChangeOptions): Promise<ModelState>;
  /** Until it is TRAINING_COMPLETED. */
  trainModel(input: CreateModelVersionInput, options?: ChangeOptions): Promise<ModelState>;
  /** Until it is COPYING_COMPLETED; the state is the copy's. */
  copyModel(input: CopyModelVersionInput, options?: ChangeOptions): Promise<ModelState>;
  /** Until it is gone. */
  deleteModel(arn: string, options?: ChangeOptions): Promise<ModelState>;
}

const JOURNEYS = {
  start: { via: 'STARTING', to: 'RUNNING' },
  stop: { via: 'STOPPING', to: 'STOPPED' },
  train: { via: 'TRAINING_IN_PROGRESS', to: 'TRAINING_COMPLETED' },
  copy: { via: 'COPYING_IN_PROGRESS', to: 'COPYING_COMPLETED' },
  delete: { via: 'DELETING', to: null },
} as const satisfies Record<string, Journey>;

/** Makes a client; it connects to nothing before it is asked something. */
export function createClient(options: ClientOptions): Client {
  const { retryForMs = 10_000, requestTimeoutMs = 30_000, silenceMs = 30_000 } = options;
  const sendRequest = createSend(options);
  const operations = createOperations(sendRequest, { retryForMs, requestTimeoutMs });
  const { query, mutate } = operations;
  /** For what is on its way: AWS goes on with it, so it is worth waiting for the gateway as long as the caller does. */
  const patient = createOperations(sendRequest, { retryForMs: Number.POSITIVE_INFINITY, requestTimeoutMs });

  const surroundings = {
    ...{ send: sendRequest, silenceMs, retryForMs },
    readCursor: async (retry: RetryOptions) => (await query(EventCursorDocument, {}, retry)).eventCursor,
  };
  const watch = ((it?: WatchOptions) =>
    resume(surroundings, WatchStatusDocument, it)) as Client['watchStatus'];
  const reading = {
    watch,
    readState: (arn: string, retry: RetryOptions) => patient.query(ModelStateDocument, { arn }, retry),
  };

  return {
    ...operations,
    watchStatus: watch,
    watchEvents: (it) => resume(surroundings, WatchEventsDocument, it),
    findModel: (name, retry) => findModel(operations, name, retry),
    listProjects: (filter, retry) => listProjects(operations, filter, retry),
    listModels: (arn, filter, retry) => listModels(operations, arn, filter, retry),
    startModel(arn, { minInferenceUnits = 1, maxInferenceUnits, stopAfter, onWarning, ...change } = {}) {
      const input = { modelVersionArn: arn, minInferenceUnits, maxInferenceUnits, stopAfter };
      const send = async (retry: RetryOptions) => {
        const data = await mutate(StartModelDocument, input, retry);
        for (const it of data.startModelVersion.warnings ?? []) onWarning?.(it); // an answer without a version may have none
        return standing(data);
      };
      return changeModel(reading, { arn, journey: JOURNEYS.start, send }, change);
    },
    stopModel(arn, change = {}) {
      const send = async (retry: RetryOptions) =>
        standing(await mutate(StopModelDocument, { modelVersionArn: arn }, retry));
      return changeModel(reading, { arn, journey: JOURNEYS.stop, send }, change);
    },
    trainModel(input, change = {}) {
      const send = async (retry: RetryOptions) =>
        standing(await mutate(TrainModelDocument, { input }, retry));
      return changeModel(reading, { arn: null, journey: JOURNEYS.train, send }, change);
    },
    copyModel(input, change = {}) {
      const send = async (retry: RetryOptions) => standing(await mutate(CopyModelDocument, { input }, retry));
      return changeModel(reading, { arn: null, journey: JOURNEYS.copy, send }, change);
    },
    deleteModel(arn, change = {}) {
      const send = async (retry: RetryOptions) => {
        const data = await mutate(DeleteModelDocument, { modelVersionArn: arn }, retry);
        const { cursor, status } = data.deleteModelVersion;
        return standing(data, { cursor, modelVersion: { arn, name: nameIn(arn), status } });
      };
      return changeModel(reading, { arn, journey: JOURNEYS.delete, send }, change);
    },
  };
}

interface Payload {
  readonly modelVersion: Omit<ModelState, 'statusMessage'> | null;
  readonly cursor: string | null;
}

/** What a mutation's only field says. @throws GatewayError BAD_RESPONSE if that is nothing */
function standing(data: object, payload: Payload = Object.values(data)[0]): Standing {
  const { modelVersion, cursor } = payload;
  const requestId = requestIdOf(data);
  if (!modelVersion || cursor === null)
    throw new GatewayError('BAD_RESPONSE', 'The gateway answered no version, and no reason for it.', {
      requestId,
    });
  const { arn, name, status } = modelVersion;
  return { model: { arn, name, status, statusMessage: null }, cursor, requestId };
}
