import { type BasicClient, createBasicClient } from './basic-client.js';
import type { ModelState } from './errors.js';
import { findModel, type ModelName } from './find-model.js';
import { ModelStateDocument, type ModelVersionFilter, type ProjectFilter } from './generated.js';
import { ModelChanges } from './model-changes.js';
import { createOperations } from './operations.js';
import { type ListedModel, type ListedProject, listModels, listProjects } from './pages.js';
import type { RetryOptions } from './retry.js';
import { type ClientOptions, createSend, limitsOf } from './transport.js';

/** Everything that the gateway does for models. */
export interface Client extends BasicClient, Pick<ModelChanges, keyof ModelChanges> {
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
}

/** Makes a client; it connects to nothing before it is asked something. */
export function createClient(options: ClientOptions): Client {
  const basic = createBasicClient(options);
  /** For what is on its way: AWS goes on with it, so it is worth waiting for the gateway as long as the caller does. */
  const patient = createOperations(createSend(options), {
    ...limitsOf(options),
    retryForMs: Number.POSITIVE_INFINITY,
  });
  const changes = new ModelChanges(basic.mutate, {
    watch: basic.watchStatus,
    readState: (arn, retry) => patient.query(ModelStateDocument, { arn }, retry),
  });
  return {
    ...basic,
    ...changes,
    findModel: (name, retry) => findModel(basic, name, retry),
    listProjects: (filter, retry) => listProjects(basic, filter, retry),
    listModels: (arn, filter, retry) => listModels(basic, arn, filter, retry),
  };
}
