import type { IncomingMessage } from 'node:http';
import type { DocumentNode } from 'graphql';
import type { AcceptedDocument } from '../limits/operation-gate.js';

/** An operation sent by POST, in the usual form. */
export interface CompilableRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly accept: string;
}

const MEMBERS = new Set(['query', 'operationName', 'variables', 'extensions']);

/**
 * Null for anything else, which is for Apollo to understand or to refuse.
 * @param accepted - its document, which the request may name by its hash
 */
export function toCompilableRequest(
  body: unknown,
  accepted: AcceptedDocument | null,
  { headers }: Pick<IncomingMessage, 'headers'>,
): CompilableRequest | null {
  if (!isObject(body) || !Object.keys(body).every((it) => MEMBERS.has(it))) return null;
  const { operationName = null, variables, extensions } = body;
  if (!accepted?.document || !accepted.isRemembered) return null; // what comes once is not compiled
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (!isAbsent(variables) && !isObject(variables)) return null;
  if (!isAbsent(extensions) && !isObject(extensions)) return null;
  return {
    document: accepted.document,
    operationName,
    variables: variables ?? {},
    accept: headers.accept ?? '',
  };
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
