import {
  type ChangeOptions,
  changeModel,
  type Journey,
  nameIn,
  type Reading,
  type Standing,
} from './change-model.js';
import { GatewayError, type ModelState } from './errors.js';
import {
  CopyModelDocument,
  type CopyModelVersionInput,
  type CreateModelVersionInput,
  DeleteModelDocument,
  StartModelDocument,
  type StartModelMutation,
  StopModelDocument,
  TrainModelDocument,
} from './generated.js';
import type { Operations } from './operations.js';
import { requestIdOf } from './request-id.js';
import type { RetryOptions } from './retry.js';

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

const JOURNEYS = {
  start: { via: 'STARTING', to: 'RUNNING' },
  stop: { via: 'STOPPING', to: 'STOPPED' },
  train: { via: 'TRAINING_IN_PROGRESS', to: 'TRAINING_COMPLETED' },
  copy: { via: 'COPYING_IN_PROGRESS', to: 'COPYING_COMPLETED' },
  delete: { via: 'DELETING', to: null },
} as const satisfies Record<string, Journey>;

/** Changes of models, each followed to its end. Resolves when the version has arrived, and throws as `changeModel` says. */
export class ModelChanges {
  readonly #mutate: Operations['mutate'];
  readonly #reading: Reading;

  constructor(mutate: Operations['mutate'], reading: Reading) {
    this.#mutate = mutate;
    this.#reading = reading;
  }

  /** Until it is RUNNING, and billed. */
  readonly startModel = (arn: string, options: StartOptions = {}): Promise<ModelState> => {
    const { minInferenceUnits = 1, maxInferenceUnits, stopAfter, onWarning, ...change } = options;
    const input = { modelVersionArn: arn, minInferenceUnits, maxInferenceUnits, stopAfter };
    return this.#change(arn, JOURNEYS.start, change, async (retry) => {
      const data = await this.#mutate(StartModelDocument, input, retry);
      for (const it of data.startModelVersion.warnings ?? []) onWarning?.(it); // an answer without a version may have none
      return standing(data);
    });
  };

  /** Until it is STOPPED. */
  readonly stopModel = (arn: string, change: ChangeOptions = {}): Promise<ModelState> =>
    this.#change(arn, JOURNEYS.stop, change, async (retry) =>
      standing(await this.#mutate(StopModelDocument, { modelVersionArn: arn }, retry)),
    );

  /** Until it is TRAINING_COMPLETED. */
  readonly trainModel = (input: CreateModelVersionInput, change: ChangeOptions = {}): Promise<ModelState> =>
    this.#change(null, JOURNEYS.train, change, async (retry) =>
      standing(await this.#mutate(TrainModelDocument, { input }, retry)),
    );

  /** Until it is COPYING_COMPLETED; the state is the copy's. */
  readonly copyModel = (input: CopyModelVersionInput, change: ChangeOptions = {}): Promise<ModelState> =>
    this.#change(null, JOURNEYS.copy, change, async (retry) =>
      standing(await this.#mutate(CopyModelDocument, { input }, retry)),
    );

  /** Until it is gone. */
  readonly deleteModel = (arn: string, change: ChangeOptions = {}): Promise<ModelState> =>
    this.#change(arn, JOURNEYS.delete, change, async (retry) => {
      const data = await this.#mutate(DeleteModelDocument, { modelVersionArn: arn }, retry);
      const { cursor, status } = data.deleteModelVersion;
      return standing(data, { cursor, modelVersion: { arn, name: nameIn(arn), status } });
    });

  /** @param arn - null for a version that the mutation makes */
  #change(
    arn: string | null,
    journey: Journey,
    options: ChangeOptions,
    send: (retry: RetryOptions) => Promise<Standing>,
  ): Promise<ModelState> {
    return changeModel(this.#reading, { arn, journey, send }, options);
  }
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
