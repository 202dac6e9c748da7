import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { Measures } from './limits.js';

/** What a document says, as it is written. It need not be valid. */
export function countNodes({ definitions }: DocumentNode): Measures {
  const counts = { directives: 0, fragments: 0, operations: 0 };

  function inSelections(set: SelectionSetNode | undefined): void {
    for (const it of set?.selections ?? []) {
      counts.directives += it.directives?.length ?? 0;
      if (it.kind !== Kind.FIELD) counts.fragments += 1;
      if (it.kind !== Kind.FRAGMENT_SPREAD) inSelections(it.selectionSet);
    }
  }

  for (const it of definitions) {
    if (it.kind !== Kind.OPERATION_DEFINITION && it.kind !== Kind.FRAGMENT_DEFINITION) {
      counts.directives += countDirectives(it); // of a schema: refused, but by rules that visit each
      continue;
    }
    counts[it.kind === Kind.OPERATION_DEFINITION ? 'operations' : 'fragments'] += 1;
    counts.directives += it.directives?.length ?? 0;
    for (const variable of it.variableDefinitions ?? [])
      counts.directives += variable.directives?.length ?? 0;
    inSelections(it.selectionSet);
  }
  return counts;
}

function countDirectives(node: DefinitionNode): number {
  let count = 0;
  visit(node, {
    enter({ kind }) {
      if (kind === Kind.DIRECTIVE) count += 1;
    },
  });
  return count;
}

/**
 * How large a document becomes: its largest operation, whichever is chosen to run. Each fragment is measured once,
 * however often it is spread. What contains itself counts as nothing there: validation refuses it.
 */
export function measure({ definitions }: DocumentNode): Measures {
  const operations = definitions.filter((it) => it.kind === Kind.OPERATION_DEFINITION);
  const counter = new SizeCounter(definitions.filter((it) => it.kind === Kind.FRAGMENT_DEFINITION));
  const sizes = operations.map(({ operation, selectionSet: set }) => ({ operation, ...counter.sizeOf(set) }));
  const most = (of: (size: (typeof sizes)[number]) => number) => Math.max(0, ...sizes.map(of));
  return {
    depth: most((it) => it.depth),
    aliases: most((it) => it.aliases),
    repeats: most(repeatsOf),
    rootFields: most((it) => (it.operation === OperationTypeNode.QUERY ? fieldsOf(it) : 0)),
    mutations: most((it) => (it.operation === OperationTypeNode.MUTATION ? fieldsOf(it) : 0)),
  };
}

/** Of a selection set. Infinity is possible. */
interface Size {
  readonly depth: number;
  readonly aliases: number;
  /** Repeats in the selection sets of its fields, and theirs. */
  readonly repeatsBelow: number;
  /** Its own fields: response name → how often. */
  readonly fields: ReadonlyMap<string, number>;
}

const NOTHING: Size = { depth: 0, aliases: 0, repeatsBelow: 0, fields: new Map() };

/** Of the selections of one document. */
class SizeCounter {
  private readonly fragments: ReadonlyMap<string, SelectionSetNode>;
  private readonly known = new Map<string, Size>();

  constructor(definitions: readonly FragmentDefinitionNode[]) {
    this.fragments = new Map(definitions.map((it) => [it.name.value, it.selectionSet]));
  }

  sizeOf(selectionSet: SelectionSetNode | undefined): Size {
    if (!selectionSet) return NOTHING;
    let { depth, aliases, repeatsBelow } = NOTHING;
    const fields = new Map<string, number>();
    for (const it of selectionSet.selections) {
      const isField = it.kind === Kind.FIELD;
      const inner =
        it.kind === Kind.FRAGMENT_SPREAD ? this.sizeOfFragment(it.name.value) : this.sizeOf(it.selectionSet);
      depth = Math.max(depth, (isField ? 1 : 0) + inner.depth);
      aliases += (isField && it.alias ? 1 : 0) + inner.aliases;
      repeatsBelow += isField ? repeatsOf(inner) : inner.repeatsBelow;
      if (isField) add(fields, (it.alias ?? it.name).value, 1);
      else for (const [name, count] of inner.fields) add(fields, name, count);
    }
    return { depth, aliases, repeatsBelow, fields };
  }

  private sizeOfFragment(name: string): Size {
    const before = this.known.get(name);
    if (before) return before;
    this.known.set(name, NOTHING);
    const size = this.sizeOf(this.fragments.get(name));
    this.known.set(name, size);
    return size;
  }
}

function add(fields: Map<string, number>, name: string, count: number): void {
  fields.set(name, (fields.get(name) ?? 0) + count);
}

function fieldsOf({ fields }: Size): number {
  let count = 0;
  for (const it of fields.values()) count += it;
  return count;
}

function repeatsOf(size: Size): number {
  return fieldsOf(size) - size.fields.size + size.repeatsBelow;
}
