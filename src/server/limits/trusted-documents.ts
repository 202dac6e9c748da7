import { createHash } from 'node:crypto';
import { stripIgnoredCharacters } from 'graphql';

/** `log` runs all and logs what the manifest lacks; `enforce` runs only what it has. */
export const TRUST_MODES = ['off', 'log', 'enforce'] as const;
export type TrustMode = (typeof TRUST_MODES)[number];

/** Tells whether a document is one of a manifest's, whatever its layout and comments. */
export type IsTrusted = (query: string) => boolean;

/** @param texts - documents that parse */
export function createManifest(texts: readonly string[]): IsTrusted {
  const known = new Set(texts.map(digestOf));
  return (query) => known.has(digestOf(query));
}

/**
 * @param json - an object of any key → document, as GraphQL Code Generator's `persistedDocuments` writes it, or a list
 * @throws Error with what is wrong
 */
export function parseManifest(json: unknown): readonly string[] {
  const texts: unknown[] = typeof json === 'object' && json !== null ? Object.values(json) : [];
  if (texts.length === 0) throw new Error('expected a JSON object or list of documents');
  for (const text of texts) {
    if (typeof text !== 'string') throw new Error('expected every document as text');
    stripIgnoredCharacters(text);
  }
  return texts as string[];
}

function digestOf(query: string): string {
  return createHash('sha256').update(stripIgnoredCharacters(query)).digest('base64');
}
