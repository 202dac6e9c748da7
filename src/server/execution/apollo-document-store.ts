import { createHash } from 'node:crypto';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { hasUncheckableRoot, type Validate } from './validation.js';

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

export function createApolloDocuments(validate: Validate): ApolloDocuments {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ loc }) => loc?.end || 1,
  });
  return {
    offer(text, document) {
      if (validate(document).length === 0 || hasUncheckableRoot(document))
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
