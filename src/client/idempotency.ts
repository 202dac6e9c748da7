import { newId } from './request-id.js';

/**
 * Adds an idempotency key where the mutation takes one, in `$idempotencyKey` or in the object of `$input`, unless the
 * caller gave one: sent again, the mutation then gives its first result instead of acting again.
 */
export function withIdempotencyKey<Variables extends object>(
  document: string,
  variables: Variables,
): Variables {
  const given = variables as { readonly idempotencyKey?: unknown; readonly input?: unknown };
  if (/\$idempotencyKey\b/.test(document))
    return { ...variables, idempotencyKey: given.idempotencyKey ?? newId() };
  if (!isInput(given.input)) return variables;
  return { ...variables, input: { ...given.input, idempotencyKey: given.input.idempotencyKey ?? newId() } };
}

/** Whether a mutation with these variables may be sent again. */
export function hasIdempotencyKey(variables: object): boolean {
  const { idempotencyKey, input } = variables as { idempotencyKey?: unknown; input?: unknown };
  return typeof (isInput(input) ? input.idempotencyKey : idempotencyKey) === 'string';
}

function isInput(value: unknown): value is { readonly idempotencyKey?: unknown } {
  return typeof value === 'object' && value !== null;
}
