import {
  doTypesOverlap,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { Choices } from './choices.js';
import { randomDirectives } from './directives.js';
import { createNames, oddAlias } from './names.js';
import { type Samples, sampleOf, toLiteral } from './values.js';
import type { VariablePool } from './variables.js';

const MAX_DEPTH = 5;
/** Selections of one document. */
const MAX_SELECTIONS = 60;

/** An answer with one of these is not kept: half of the documents do without. */
const NOT_KEPT = new Set(['eventCursor', 'gateway', 'statusHistory']);

/** How probable an argument is, 0..1: no cursor is one that this gateway gave. */
const OPTIONAL: Readonly<Record<string, number>> = { after: 0.03 };

interface Fragment {
  readonly name: string;
  readonly type: GraphQLCompositeType;
  readonly text: string;
}

/** What stands behind one response name of a type: the same each time, so that fields with one name can be merged. */
interface Chosen {
  readonly field: GraphQLField<unknown, unknown> | null;
  readonly call: string;
}

/** Writes random selections, in fragments and in fragments of fragments. */
export class SelectionWriter {
  private readonly fragments: Fragment[] = [];
  private readonly chosen = new Map<string, Chosen>();
  private readonly nextFragmentName: () => string;
  private left: number;
  /** How probable a condition is, 0..1: some documents have none at all. */
  private readonly conditional: number;
  private readonly mayBeKept: boolean;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly choices: Choices,
    private readonly samples: Samples,
    private readonly variables: VariablePool,
  ) {
    this.nextFragmentName = createNames(choices, 'F');
    this.left = choices.integer(3, MAX_SELECTIONS);
    this.conditional = choices.pick([0, 0, 0.1, 0.4]);
    this.mayBeKept = choices.chance(0.5);
  }

  selectionSet(type: GraphQLCompositeType, depth = 0): string {
    const selections = Array.from({ length: this.choices.integer(1, depth === 0 ? 5 : 4) }, () =>
      this.selection(type, depth),
    );
    return `{ ${selections.join(' ')} }`;
  }

  /** The call of a field with random arguments, without its selections. */
  call({ name, args }: GraphQLField<unknown, unknown>): string {
    const given = args.filter(
      (it) => isRequiredArgument(it) || this.choices.chance(OPTIONAL[it.name] ?? 0.4),
    );
    if (given.length === 0) return name;
    return `${name}(${given.map((it) => `${it.name}: ${this.argument(it)}`).join(', ')})`;
  }

  /** Those that `text` spreads, and those that they spread. */
  fragmentsOf(text: string): string {
    const used = new Map<string, string>();
    const add = (from: string) => {
      for (const { name, type, text: body } of this.fragments) {
        if (used.has(name) || !new RegExp(`\\.\\.\\.${name}(?!\\w)`).test(from)) continue;
        used.set(name, `fragment ${name} on ${type} ${body}`);
        add(body);
      }
    };
    add(text);
    return [...used.values()].join(' ');
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    const isSmall = --this.left < 0 || depth >= MAX_DEPTH;
    const kind = this.choices.random();
    if (isSmall) return this.field(type, MAX_DEPTH);
    if (kind < 0.6) return this.field(type, depth);
    return kind < 0.8 ? this.inlineFragment(type, depth) : this.spread(type, depth);
  }

  private field(type: GraphQLCompositeType, depth: number): string {
    const field = this.chooseField(type, depth);
    const name = field?.name ?? '__typename';
    const wanted = this.choices.chance(0.25) ? oddAlias(this.choices) : name;
    // Whoever has that name already in the same place may be another field.
    const [response, chosen] =
      this.claim(type, wanted, field) ?? this.claim(type, `${type}_${name}`, field) ?? [];
    if (response === undefined || chosen === undefined) return '__typename';
    const named = field && getNamedType(field.type);
    const inner = isCompositeType(named) ? ` ${this.selectionSet(named, depth + 1)}` : '';
    const alias = response === name ? '' : `${response}: `;
    return `${alias}${chosen.call}${this.directives()}${inner}`;
  }

  /** Null if the name stands for another field there. */
  private claim(
    type: GraphQLCompositeType,
    response: string,
    field: Chosen['field'],
  ): [string, Chosen] | null {
    const key = `${familyOf(type)} ${response}`;
    const chosen = this.chosen.get(key) ?? { field, call: field ? this.call(field) : '__typename' };
    this.chosen.set(key, chosen);
    const isSame = chosen.field?.name === field?.name && String(chosen.field?.type) === String(field?.type);
    return isSame ? [response, chosen] : null;
  }

  /** Null for `__typename`. */
  private chooseField(type: GraphQLCompositeType, depth: number): Chosen['field'] {
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const isLeaf = (it: GraphQLField<unknown, unknown>) => !isCompositeType(getNamedType(it.type));
    const isWanted = (it: GraphQLField<unknown, unknown>) => !(this.mayBeKept && NOT_KEPT.has(it.name));
    const possible = fields.filter((it) => (depth < MAX_DEPTH || isLeaf(it)) && isWanted(it));
    return possible.length === 0 || this.choices.chance(0.1) ? null : this.choices.pick(possible);
  }

  private inlineFragment(type: GraphQLCompositeType, depth: number): string {
    const condition = this.choices.chance(0.3) ? null : this.choices.pick(this.overlapping(type));
    const on = condition ? ` on ${condition}` : '';
    return `...${on}${this.directives()} ${this.selectionSet(condition ?? type, depth + 1)}`;
  }

  private spread(type: GraphQLCompositeType, depth: number): string {
    const possible = this.fragments.filter((it) => this.doOverlap(type, it.type));
    const isAgain = possible.length > 0 && this.choices.chance(0.5);
    const { name } = isAgain ? this.choices.pick(possible) : this.newFragment(type, depth);
    return `...${name}${this.directives()}`;
  }

  private newFragment(type: GraphQLCompositeType, depth: number): Fragment {
    const on = this.choices.pick(this.overlapping(type));
    const text = this.selectionSet(on, depth + 1); // before it can be spread: none contains itself
    const made = { name: this.nextFragmentName(), type: on, text };
    this.fragments.push(made);
    return made;
  }

  private overlapping(type: GraphQLCompositeType): readonly GraphQLCompositeType[] {
    const interfaces = isObjectType(type) ? type.getInterfaces() : [];
    const kinds = isObjectType(type) ? [] : this.schema.getPossibleTypes(type);
    return [type, ...interfaces, ...kinds];
  }

  private doOverlap(one: GraphQLCompositeType, other: GraphQLCompositeType): boolean {
    return doTypesOverlap(this.schema, one, other);
  }

  private argument({ name, type, defaultValue }: GraphQLArgument): string {
    const hasFallback = defaultValue !== undefined;
    if (this.choices.chance(0.5)) return this.variables.reference({ type, argument: name, hasFallback });
    const literal = toLiteral(type, sampleOf(this.choices, this.samples, type, name));
    return literal === 'null' && isNonNullType(type) ? '[]' : literal;
  }

  private directives(): string {
    return randomDirectives(this.choices, this.variables, this.conditional);
  }
}

/** Types of one family can stand in the same place. */
function familyOf(type: GraphQLCompositeType): string {
  const [first] = isObjectType(type) ? type.getInterfaces() : [];
  return (first ?? type).name;
}
