import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { rootFieldsOf } from '../execution/root-field.js';
import type { Validate } from '../execution/validation.js';
import type { AcceptedDocument } from '../limits/operation-gate.js';
import { SubscriptionRefused } from './subscription-refused.js';

/** A valid document. */
export interface KnownDocument {
  /** Names it for as long as it is kept. */
  readonly number: number;
  readonly document: DocumentNode;
  /**
   * The variables that what an event says depends on. Those that stand only in arguments of the subscription's own
   * field are not among them: they choose which events come, and never what one says.
   */
  readonly payloadVariables: readonly string[];
}

export interface SubscriptionDocuments {
  /** @throws SubscriptionRefused unless it is valid */
  find(accepted: AcceptedDocument): KnownDocument;
}

export function createSubscriptionDocuments(
  schema: GraphQLSchema,
  validate: Validate,
): SubscriptionDocuments {
  let count = 0;
  const known = new WeakMap<DocumentNode, KnownDocument>();

  return {
    find(accepted) {
      const { document } = accepted;
      if (!document) throw new SubscriptionRefused([withCode(accepted.mistake, 'GRAPHQL_PARSE_FAILED')]);
      const found = known.get(document);
      if (found) return found;
      const errors = validate(document);
      if (errors.length > 0)
        throw new SubscriptionRefused(errors.map((it) => withCode(it, 'GRAPHQL_VALIDATION_FAILED')));
      const payloadVariables = findPayloadVariables(schema, document);
      const made = { number: ++count, document, payloadVariables };
      known.set(document, made);
      return made;
    },
  };
}

function findPayloadVariables(schema: GraphQLSchema, document: DocumentNode): string[] {
  const names = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  const isOfRootField = () =>
    !typeInfo.getDirective() && typeInfo.getParentType() === schema.getSubscriptionType();
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      enter(node) {
        if (node.kind === Kind.VARIABLE_DEFINITION) return false;
        if (node.kind === Kind.ARGUMENT && isOfRootField()) return false;
        if (node.kind === Kind.VARIABLE) names.add(node.name.value);
        return undefined;
      },
    }),
  );
  return [...names].sort();
}

/** @throws SubscriptionRefused unless the document's chosen operation is a subscription */
export function findSubscription(
  { document }: KnownDocument,
  operationName: string | null,
): OperationDefinitionNode {
  const operation = getOperationAST(document, operationName);
  if (!operation) {
    const message =
      operationName === null
        ? 'Must provide operation name if query contains multiple operations.'
        : `Unknown operation named "${operationName}".`;
    throw refusal(message, 'OPERATION_RESOLUTION_FAILURE');
  }
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
    throw refusal(
      `Only subscriptions run here. Send a ${operation.operation} to POST /graphql with accept: application/json.`,
      'BAD_USER_INPUT',
    );
  return operation;
}

/** @throws SubscriptionRefused if `@skip` or `@include` leaves nothing to follow */
export function checkRootField(
  { document }: KnownDocument,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  if (rootFieldsOf(document, operation, variables).size > 0) return;
  const what = operation.name ? `Subscription "${operation.name.value}"` : 'Anonymous Subscription';
  throw refusal(
    `${what} selects no field: expected @skip and @include to leave its top level field.`,
    'BAD_USER_INPUT',
  );
}

function refusal(message: string, code: string): SubscriptionRefused {
  return new SubscriptionRefused([new GraphQLError(message, { extensions: { code } })]);
}

/** Says what kind of mistake it is; graphql-js does not. */
export function withCode(error: GraphQLError, code: string): GraphQLError {
  error.extensions.code ??= code;
  return error;
}
