import { stripIgnoredCharacters } from 'graphql';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../../domain/errors.js';
import type { Log } from '../../log.js';
import { type Manifest, sha256 } from './manifest.js';

/** `log` runs all and logs what the manifest lacks; `enforce` runs only what it has. */
export const TRUST_MODES = ['off', 'log', 'enforce'] as const;
export type TrustMode = (typeof TRUST_MODES)[number];

export interface TrustedDocuments {
  /**
   * The text of the document that a client wants, given as `query`, as `extensions.persistedQuery { version: 1,
   * sha256Hash }` as Apollo Client and urql send it, or as both; null if there is neither.
   * @throws GatewayError FORBIDDEN, PERSISTED_QUERY_NOT_FOUND, or BAD_USER_INPUT for a hash of something else
   */
  resolve(request: DocumentRequest): string | null;
}

interface DocumentRequest {
  readonly query: string | null;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** How many answers of "is it trusted?" are kept, for how much text in all. */
const MAX_ANSWERS = 1_000;
const MAX_CHARACTERS = 1024 * 1024;
/** Of a document, in the log. */
const MAX_LOGGED = 2_000;

/** Texts are compared without what GraphQL ignores: layout, commas and comments. */
export function createTrustedDocuments(mode: TrustMode, manifest: Manifest, log: Log): TrustedDocuments {
  const bare = new Set([...manifest.values()].map((it) => stripIgnoredCharacters(it)));
  const answers = new LRUCache<string, boolean>({
    max: MAX_ANSWERS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_, query) => query.length || 1,
  });

  function isTrusted(query: string): boolean {
    const remembered = answers.get(query);
    if (remembered !== undefined) return remembered;
    const answer = bare.has(withoutLayout(query));
    if (!answer && mode === 'log')
      log.warn({ sha256: sha256(query), query: query.slice(0, MAX_LOGGED) }, 'document not in the manifest');
    answers.set(query, answer);
    return answer;
  }

  return {
    resolve({ query, extensions }) {
      const hash = hashIn(extensions);
      if (!query && hash === null) return null;
      if (!query) return manifest.get(hash ?? '') ?? notFound(mode);
      if (hash !== null && hash !== sha256(query)) throw otherHash();
      if (mode !== 'off' && !isTrusted(query) && mode === 'enforce') throw notTrusted(query);
      return query;
    },
  };
}

function hashIn({ persistedQuery }: DocumentRequest['extensions']): string | null {
  const hash = (persistedQuery as { sha256Hash?: unknown } | null | undefined)?.sha256Hash;
  return typeof hash === 'string' ? hash.toLowerCase() : null;
}

/** What does not even consist of words and signs is like nothing in a manifest. */
function withoutLayout(query: string): string {
  try {
    return stripIgnoredCharacters(query);
  } catch {
    return query;
  }
}

/** The words and codes that clients know: they then send the text, or stop sending hashes. */
function notFound(mode: TrustMode): never {
  if (mode === 'off') throw new GatewayError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
  throw new GatewayError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
}

function otherHash(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', 'persistedQuery: expected the SHA-256 of the query, as hex.');
}

/** Tells what the client sent itself, and nothing of the manifest. */
function notTrusted(query: string): GatewayError {
  const [, name] = OPERATION_NAME.exec(query) ?? [];
  const operation = name && name.length <= MAX_TOLD_NAME ? `The operation ${name}` : 'This operation';
  return new GatewayError(
    'FORBIDDEN',
    `Only the documents of the manifest run here. ${operation} (SHA-256 ${sha256(query)}) is not one of them; TRUSTED_DOCUMENTS_FILE names the manifest.`,
  );
}

const OPERATION_NAME = /\b(?:query|mutation|subscription)\s+([A-Za-z_]\w*)/;
/** Characters. */
const MAX_TOLD_NAME = 100;
