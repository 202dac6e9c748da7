import { GatewayError, type ModelState } from './errors.js';
import type { ModelStateQuery, ModelVersionStatus } from './generated.js';
import { requestIdOf } from './request-id.js';
import type { RetryOptions } from './retry.js';
import type { StatusEvent, WatchOptions } from './watch-status.js';

/** A model on its way, as it is reported. */
export interface Progress extends ModelState {
  /** True where changes before it were lost, so that it was read afresh. */
  readonly isAfterGap: boolean;
}

export interface ChangeOptions extends RetryOptions {
  /** Called with each status, from the first to the last. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** From where to where a mutation takes a version. */
export interface Journey {
  readonly via: ModelVersionStatus;
  /** Null: until it is gone. */
  readonly to: ModelVersionStatus | null;
}

/** How a version stood, and the position in the log from which its later changes are still to come. */
export interface Standing {
  readonly model: ModelState;
  readonly cursor: string;
  /** The request that told so. */
  readonly requestId: string | null;
}

export interface Reading {
  /** How the version stands now. */
  readonly readState: (arn: string, options: RetryOptions) => Promise<ModelStateQuery>;
  readonly watch: (options: Omit<WatchOptions, 'bookmarks'>) => AsyncIterable<StatusEvent>;
}

export interface Change {
  /** Null for a version that the mutation makes. */
  readonly arn: string | null;
  readonly journey: Journey;
  readonly send: (options: RetryOptions) => Promise<Standing>;
}

/**
 * Sends a mutation and follows the version to the journey's end.
 * @throws GatewayError: what the mutation was refused for, or MODEL_FAILED with AWS's explanation if the version ends
 * elsewhere; or the signal's reason, which leaves the version on its way
 */
export async function changeModel(
  reading: Reading,
  change: Change,
  options: ChangeOptions,
): Promise<ModelState> {
  const { model, cursor, requestId } = await begin(reading, change, options);
  const { signal, onRetry } = options;
  const { journey } = change;
  const report = reporter(journey, options);
  if (report(model, false)) return model;
  const filter = { modelVersionArns: [model.arn], after: cursor };
  for await (const event of reading.watch({ ...filter, signal, onRetry })) {
    const isGap = event.kind === 'GAP';
    const isExpected = !isGap && (event.status === journey.via || event.status === journey.to);
    // An event may also be older than the mutation, and then says nothing of how it went.
    const standing = isExpected ? null : await read(reading, model.arn, options);
    const now = standing?.model ?? toState(event, model);
    if (report(now, isGap)) return now;
    if (!isOnTheWay(now, journey)) throw failed(now, journey, standing?.requestId ?? requestId);
  }
  throw new GatewayError('BAD_RESPONSE', 'The gateway ended the stream before the model arrived.', {
    requestId,
    model,
  });
}

/** Tells each other status, and all that is read after a gap. True once the model has arrived. */
function reporter({ to }: Journey, { onProgress }: ChangeOptions) {
  let last: ModelState | null = null;
  return (now: ModelState, isAfterGap: boolean): boolean => {
    if (isAfterGap || now.status !== last?.status) onProgress?.({ ...now, isAfterGap });
    last = now;
    return now.status === to;
  };
}

async function begin(
  reading: Reading,
  { arn, journey, send }: Change,
  options: ChangeOptions,
): Promise<Standing> {
  let wasSentAgain = false;
  const onRetry: RetryOptions['onRetry'] = (error, waitMs) => {
    wasSentAgain = true;
    options.onRetry?.(error, waitMs);
  };
  try {
    return await send({ signal: options.signal, onRetry });
  } catch (error) {
    const isRefused = error instanceof GatewayError && error.userErrors.length > 0;
    if (arn === null || !wasSentAgain || !isRefused) throw error;
    // The first try may have done it, and its answer was lost together with the gateway's memory of the key.
    const now = await read(reading, arn, options);
    if (isOnTheWay(now.model, journey)) return now;
    throw error;
  }
}

async function read(
  { readState }: Reading,
  arn: string,
  { signal, onRetry }: RetryOptions,
): Promise<Standing> {
  const state = await readState(arn, { signal, onRetry });
  const { eventCursor: cursor, modelVersion } = state;
  return {
    cursor,
    requestId: requestIdOf(state),
    model: modelVersion ?? { arn, name: nameIn(arn), status: null, statusMessage: null },
  };
}

function isOnTheWay({ status }: ModelState, { via, to }: Journey): boolean {
  return status === via || status === to || status === 'UNKNOWN';
}

function toState({ status, modelVersion }: StatusEvent, { arn, name }: ModelState): ModelState {
  return { arn, name, status, statusMessage: modelVersion?.statusMessage ?? null };
}

function failed(model: ModelState, { to }: Journey, requestId: string | null): GatewayError {
  const where = model.status === null ? 'The model is gone' : `The model is ${model.status}`;
  return new GatewayError('MODEL_FAILED', model.statusMessage ?? `${where}, not ${to ?? 'gone'}.`, {
    requestId,
    model,
  });
}

/** `arn:…:project/<project>/version/<name>/<number>` */
export function nameIn(arn: string): string {
  return arn.split('/').at(-2) ?? '';
}
