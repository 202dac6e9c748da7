import { checkNesting } from '../../domain/nesting.js';
import type { OperationRequest } from '../limits/operation-gate.js';

/**
 * The request, as far as it has the right form; Apollo refuses what is wrong with it.
 * @throws GatewayError QUERY_TOO_LARGE for what is nested too deep to be parsed
 */
export function readOperationRequest(body: unknown, search: string): OperationRequest {
  const parameters = (body ?? parseSearch(search)) as Record<string, unknown>;
  const { query, operationName, variables, extensions } = parameters;
  const isNamed = typeof operationName === 'string' && operationName !== '';
  return {
    query: typeof query === 'string' ? query : null,
    operationName: isNamed ? operationName : null,
    variables: toObject(variables),
    extensions: toObject(extensions),
  };
}

function parseSearch(search: string): Record<string, unknown> {
  const { variables, extensions, ...rest } = Object.fromEntries(new URLSearchParams(search));
  return { ...rest, variables: parseJson(variables), extensions: parseJson(extensions) };
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  checkNesting(text);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The request as Apollo gets it: where a hash came, its text instead. */
export function withText(
  query: string | null,
  { extensions }: OperationRequest,
  body: unknown,
  search: string,
) {
  if (query === null || !('persistedQuery' in extensions)) return { body, search };
  if (body !== null) return { search, body: { ...(body as object), query, extensions: {} } };
  const parameters = new URLSearchParams(search);
  parameters.set('query', query);
  parameters.delete('extensions');
  return { body, search: `?${parameters}` };
}
