import { createHash } from 'node:crypto';
import {
  concatAST,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  separateOperations,
  stripIgnoredCharacters,
  visit,
} from 'graphql';

/** SHA-256 of a document's text, as hex → the text. */
export type Manifest = ReadonlyMap<string, string>;

/**
 * Reads what `npm run manifest` writes, or GraphQL Code Generator's client preset with `hashAlgorithm: 'sha256'`.
 * @param text - a JSON object of SHA-256 → document
 * @throws Error with what is wrong, as a sentence
 */
export function parseManifest(text: string): Manifest {
  const json: unknown = JSON.parse(text);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Error('expected a JSON object of SHA-256 → document.');
  const manifest = new Map<string, string>(Object.entries(json));
  for (const [hash, document] of manifest) {
    if (typeof document !== 'string' || sha256(document) !== hash)
      throw new Error(`expected SHA-256 → document, but "${hash.slice(0, 64)}" is not its document's.`);
    stripIgnoredCharacters(document);
  }
  return manifest;
}

/**
 * Each operation with its fragments: as it is, as clients with a cache send it, with __typename everywhere, and as GraphQL
 * Code Generator writes it, with the operation first.
 * @param sources - documents that may share fragments
 * @throws Error for a name that two of them have: only one could be in the manifest
 */
export function toManifest(sources: readonly string[]): Manifest {
  const all = concatAST(sources.map((it) => parse(it)));
  checkNames(all);
  const texts = Object.values(separateOperations(all)).flatMap((it) => [
    ...[print(it), print(withTypenames(it)), print(operationFirst(it))],
  ]);
  return new Map(texts.sort().map((it) => [sha256(it), it]));
}

function checkNames({ definitions }: DocumentNode): void {
  const names = definitions.map(
    (it) => ('name' in it && it.name && `${WORDS[it.kind]}${it.name.value}`) || 'operations without a name',
  );
  const twice = names.find((it, index) => names.indexOf(it) < index);
  if (twice) throw new Error(`There are two ${twice}. Expected one of each name.`);
}

const WORDS: Readonly<Partial<Record<Kind, string>>> = {
  [Kind.OPERATION_DEFINITION]: 'operations ',
  [Kind.FRAGMENT_DEFINITION]: 'fragments ',
};

/** Adds __typename last in every selection set but the operation's own. */
function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet(node: SelectionSetNode, _key, parent) {
      const isRoot = (parent as OperationDefinitionNode).kind === Kind.OPERATION_DEFINITION;
      const hasIt = node.selections.some((it) => it.kind === Kind.FIELD && it.name.value === '__typename');
      if (isRoot || hasIt) return undefined;
      const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
      return { ...node, selections: [...node.selections, typename] };
    },
  });
}

/** The operation, then each fragment where it is spread for the first time. */
function operationFirst(document: DocumentNode): DocumentNode {
  const definitions = document.definitions.filter((it) => it.kind === Kind.OPERATION_DEFINITION);
  const fragments = document.definitions.filter((it) => it.kind === Kind.FRAGMENT_DEFINITION);
  const add = (within: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(within, {
      FragmentSpread({ name }) {
        const found = fragments.find((it) => it.name.value === name.value);
        if (!found || ordered.includes(found)) return;
        ordered.push(found);
        add(found);
      },
    });
  };
  const ordered: (OperationDefinitionNode | FragmentDefinitionNode)[] = [...definitions];
  for (const it of definitions) add(it);
  return { ...document, definitions: ordered };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
