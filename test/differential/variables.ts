import { type GraphQLInputType, GraphQLNonNull, getNullableType, isNonNullType } from 'graphql';
import type { Choices } from './choices.js';
import { createNames } from './names.js';
import { type Samples, sampleOf, toLiteral } from './values.js';

export type Variables = Readonly<Record<string, unknown>>;

/** One that a document declares. */
interface Variable {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly isNonNull: boolean;
  /** As a document has it; null for none. */
  readonly fallback: string | null;
  /** Of the argument that it was made for. */
  readonly argument: string;
}

/** Where a value is wanted. */
interface Place {
  readonly type: GraphQLInputType;
  readonly argument: string;
  /** Whether the place itself has a value for when none is given. */
  readonly hasFallback: boolean;
}

const AGAIN = 0.4;
const WRONG = 0.005;

/** The variables of one document: made where a value is wanted. */
export class VariablePool {
  private readonly variables = new Map<string, Variable[]>();
  private readonly nextName: () => string;

  constructor(
    private readonly choices: Choices,
    private readonly samples: Samples,
  ) {
    this.nextName = createNames(choices, 'v');
  }

  /** A reference to one that may stand there. */
  reference({ type, argument, hasFallback }: Place): string {
    const place = `${type} ${hasFallback}`;
    const those = this.variables.get(place) ?? [];
    this.variables.set(place, those);
    if (those.length > 0 && this.choices.chance(AGAIN)) return `$${this.choices.pick(those).name}`;
    const nullable = getNullableType(type);
    const withFallback = this.choices.chance(0.4);
    const isNonNull = isNonNullType(type) && !hasFallback && !withFallback ? true : this.choices.chance(0.2);
    const sample = () =>
      sampleOf(this.choices, this.samples, isNonNullType(type) ? type : nullable, argument);
    const fallback = withFallback ? toLiteral(nullable, sample()) : null;
    const isUsable = fallback !== 'null' || !(isNonNull || isNonNullType(type));
    const made = {
      ...{ name: this.nextName(), type: nullable, isNonNull, argument },
      fallback: isUsable ? fallback : null,
    };
    those.push(made);
    return `$${made.name}`;
  }

  /** `($a: Int = 1, $b: Boolean!)`, of those that `text` uses; empty for none. */
  declarations(text: string): string {
    const used = this.all.filter((it) => uses(text, it));
    if (used.length === 0) return '';
    const each = used.map(
      (it) => `$${it.name}: ${it.type}${it.isNonNull ? '!' : ''}${it.fallback ? ` = ${it.fallback}` : ''}`,
    );
    return `(${each.join(', ')})`;
  }

  /** Values for a request: some null, some left out, few wrong, and some that nobody declared. */
  values(): Variables {
    const given: [string, unknown][] = this.all.flatMap((it): [string, unknown][] => {
      const value = this.valueOf(it);
      return value === undefined ? [] : [[it.name, value]];
    });
    if (this.choices.chance(0.1)) given.push([this.nextName(), 1]);
    return Object.fromEntries(given);
  }

  private valueOf({ type, isNonNull, fallback, argument }: Variable): unknown {
    if (this.choices.chance(WRONG)) return { wrong: true };
    if (fallback !== null && this.choices.chance(0.4)) return undefined;
    if (!isNonNull && this.choices.chance(0.12)) return this.choices.chance(0.5) ? null : undefined;
    const wanted = isNonNull ? new GraphQLNonNull(getNullableType(type)) : type;
    return sampleOf(this.choices, this.samples, wanted, argument);
  }

  private get all(): readonly Variable[] {
    return [...this.variables.values()].flat();
  }
}

function uses(text: string, { name }: Variable): boolean {
  return new RegExp(`\\$${name}(?![\\w])`).test(text);
}
