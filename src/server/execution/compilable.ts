import { BREAK, type DocumentNode, Kind, parse, print, visit } from 'graphql';

/**
 * Whether graphql-jit runs a document as graphql-js does. Not one with `@include` or `@skip`: it merges the selections
 * of all outcomes, and then leaves fields out or gives those that were excluded. Nor one with the name `__proto__`: it
 * keeps values and answers in objects, where that name stands for the prototype.
 */
export function isCompilable(document: DocumentNode): boolean {
  let isPlain = true;
  visit(document, {
    enter(node) {
      isPlain &&= node.kind !== Kind.DIRECTIVE;
      if (node.kind === Kind.NAME) isPlain &&= node.value !== '__proto__';
      return isPlain ? undefined : BREAK;
    },
  });
  return isPlain;
}

/** The same document for graphql-jit alone, which leaves marks of its own in what it is given. */
export function copyOf(document: DocumentNode): DocumentNode {
  return parse(print(document), { noLocation: true });
}
