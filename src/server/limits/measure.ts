import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { LimitName } from './limits.js';

interface Size {
  readonly depth: number;
  /** Aliases and fields that are reached, a fragment's as often as it is spread. Infinity is possible. */
  readonly aliases: number;
  /** Fields of the selection set itself. */
  readonly fields: number;
}

const NOTHING: Size = { depth: 0, aliases: 0, fields: 0 };

export type Measures = Partial<Record<LimitName, number>>;

/**
 * How large a document is: its largest operation, whichever is chosen to run. Each fragment is measured once, however
 * often it is spread, so it takes no longer than reading the document. Fragments that contain themselves count as
 * nothing: validation refuses them.
 */
export function measure(document: DocumentNode): Measures {
  const { definitions } = document;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const it of definitions) if (it.kind === Kind.FRAGMENT_DEFINITION) fragments.set(it.name.value, it);
  const known = new Map<string, Size>();

  function sizeOfFragment(name: string): Size {
    const before = known.get(name);
    if (before) return before;
    known.set(name, NOTHING);
    const fragment = fragments.get(name);
    const size = fragment ? sizeOf(fragment.selectionSet) : NOTHING;
    known.set(name, size);
    return size;
  }

  function sizeOf({ selections }: SelectionSetNode): Size {
    let { depth, aliases, fields } = NOTHING;
    for (const it of selections) {
      if (it.kind === Kind.FIELD) {
        const inner = it.selectionSet ? sizeOf(it.selectionSet) : NOTHING;
        depth = Math.max(depth, 1 + inner.depth);
        aliases += (it.alias ? 1 : 0) + inner.aliases;
        fields += 1;
      } else {
        const inner =
          it.kind === Kind.FRAGMENT_SPREAD ? sizeOfFragment(it.name.value) : sizeOf(it.selectionSet);
        depth = Math.max(depth, inner.depth);
        aliases += inner.aliases;
        fields += inner.fields;
      }
    }
    return { depth, aliases, fields };
  }

  const operations = definitions.filter((it) => it.kind === Kind.OPERATION_DEFINITION);
  const sizes = operations.map(({ operation, selectionSet }) => ({ operation, ...sizeOf(selectionSet) }));
  const most = (of: (size: (typeof sizes)[number]) => number) => Math.max(0, ...sizes.map(of));
  return {
    depth: most((it) => it.depth),
    aliases: most((it) => it.aliases),
    rootFields: most((it) => it.fields),
    mutations: most((it) => (it.operation === OperationTypeNode.MUTATION ? it.fields : 0)),
    directives: countDirectives(document),
  };
}

function countDirectives(document: DocumentNode): number {
  let count = 0;
  visit(document, {
    Directive() {
      count += 1;
    },
  });
  return count;
}
