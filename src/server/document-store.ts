import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** So much text of documents is kept parsed and validated. */
const MAX_CHARACTERS = 1024 * 1024;

/** Apollo's own writes every new document as JSON to know its size, which takes as long as parsing it. */
export function createDocumentStore() {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ loc }) => loc?.end || 1,
  });
  return {
    get: async (key: string) => documents.get(key),
    set: async (key: string, document: DocumentNode) => void documents.set(key, document),
    delete: async (key: string) => documents.delete(key),
  };
}
