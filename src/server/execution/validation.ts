import { createHash } from 'node:crypto';
import {
  buildSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  SingleFieldSubscriptionsRule,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { singleRootFieldRule } from './root-field.js';

/** The rule needs a schema only for its subscription type. */
const NO_SCHEMA = buildSchema('type Query { a: Int } type Subscription { a: Int }');

/** What is wrong with a document; nothing: it is valid. Validating takes long, so each document is validated once. */
export type Validate = (document: DocumentNode) => readonly GraphQLError[];

const RULES = specifiedRules.map((it) => (it === SingleFieldSubscriptionsRule ? singleRootFieldRule : it));

export function createValidate(schema: GraphQLSchema, introspection: boolean): Validate {
  const rules = [...RULES, ...ownRules(introspection)];
  const known = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  return (document) => {
    const errors = known.get(document) ?? validate(schema, document, rules);
    known.set(document, errors);
    return errors;
  };
}

/** What a document must keep to on every transport, beyond GraphQL's own rules. */
export function ownRules(introspection: boolean): readonly ValidationRule[] {
  return introspection ? [] : [NoSchemaIntrospectionCustomRule];
}

/** Enough for those that are on their way to Apollo at once; it parses again what is pushed out. */
const MAX_CHARACTERS = 128 * 1024;

/** Where Apollo finds documents that it need neither parse nor validate. */
export interface ApolloDocuments {
  /**
   * Keeps a document that Apollo is about to run. An invalid one is not kept: Apollo says why. A subscription that Apollo
   * cannot validate is kept: Apollo never runs one, and refuses it as it should.
   */
  offer(text: string, document: DocumentNode): void;
  get(key: string): Promise<DocumentNode | undefined>;
  set(key: string, document: DocumentNode): Promise<void>;
  delete(key: string): Promise<boolean>;
}

export function createApolloDocuments(mistakesIn: Validate): ApolloDocuments {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ loc }) => loc?.end || 1,
  });
  return {
    offer(text, document) {
      if (mistakesIn(document).length === 0 || hasUncheckableRoot(document))
        documents.set(hashOf(text), document);
    },
    get: async (key) => documents.get(hashIn(key)),
    set: async (key, document) => void documents.set(hashIn(key), document),
    delete: async (key) => documents.delete(hashIn(key)),
  };
}

/** Apollo's keys are the SHA-256 of the text in hexadecimal, with the schema's before it. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hashIn(key: string): string {
  return key.slice(-64);
}

/** Whether graphql-js's own rule for the root field of a subscription throws: a condition there depends on a variable. */
function hasUncheckableRoot(document: DocumentNode): boolean {
  const isSubscription = (it: DefinitionNode) =>
    it.kind === Kind.FRAGMENT_DEFINITION ||
    (it.kind === Kind.OPERATION_DEFINITION && it.operation === OperationTypeNode.SUBSCRIPTION);
  if (!document.definitions.every(isSubscription)) return false;
  try {
    validate(NO_SCHEMA, document, [SingleFieldSubscriptionsRule]);
    return false;
  } catch {
    return true;
  }
}
