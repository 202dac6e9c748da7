import type { IncomingMessage } from 'node:http';
import type { DocumentNode } from 'graphql';
import { checkNesting, isObject } from '../../domain/json.js';
import type { AcceptedDocument, OperationRequest } from '../limits/operation-gate.js';

/** GraphQL over HTTP, from a JSON body or a query string: what has the right form, and the first parameter without it. */
export interface ReceivedRequest extends OperationRequest {
  readonly mistake: { readonly parameter: string; readonly expected: string } | null;
}

/** An operation sent by POST, in the usual form. */
export interface CompilableRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly accept: string;
}

const PARAMETERS = new Set(['query', 'operationName', 'variables', 'extensions']);
/** Stands for a text that is no JSON. */
const NO_JSON = Symbol('no JSON');

/**
 * @param body - null for a GET
 * @throws GatewayError QUERY_TOO_LARGE for what is nested too deep to be parsed
 */
export function readOperationRequest(body: unknown, search: string): ReceivedRequest {
  const parameters = body ?? parseSearch(search);
  const { query, operationName, variables, extensions } = isObject(parameters) ? parameters : {};
  return {
    query: typeof query === 'string' ? query : null,
    operationName: typeof operationName === 'string' ? operationName : null,
    variables: isObject(variables) ? variables : {},
    extensions: isObject(extensions) ? extensions : {},
    mistake:
      mistakeIn('query', query, isText, 'a string') ??
      mistakeIn('operationName', operationName, isText, 'a string') ??
      mistakeIn('variables', variables, isObject, 'a JSON object') ??
      mistakeIn('extensions', extensions, isObject, 'a JSON object'),
  };
}

function mistakeIn(parameter: string, value: unknown, isGood: (it: unknown) => boolean, expected: string) {
  return value === null || value === undefined || isGood(value) ? null : { parameter, expected };
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function parseSearch(search: string): Record<string, unknown> {
  const { variables, extensions, ...rest } = Object.fromEntries(new URLSearchParams(search));
  return { ...rest, variables: parseJson(variables), extensions: parseJson(extensions) };
}

function parseJson(text: string | undefined): unknown {
  if (!text) return null;
  checkNesting(text);
  try {
    return JSON.parse(text);
  } catch {
    return NO_JSON;
  }
}

/**
 * Null for anything unusual, which is for Apollo to understand or to refuse.
 * @param accepted - its document, which the request may name by its hash
 */
export function toCompilableRequest(
  body: unknown,
  { mistake, operationName, variables }: ReceivedRequest,
  accepted: AcceptedDocument | null,
  { headers }: Pick<IncomingMessage, 'headers'>,
): CompilableRequest | null {
  if (!isObject(body) || !Object.keys(body).every((it) => PARAMETERS.has(it)) || mistake) return null;
  if (!accepted?.document || !accepted.isRemembered) return null; // what comes once is not compiled
  return { document: accepted.document, operationName, variables, accept: headers.accept ?? '' };
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
