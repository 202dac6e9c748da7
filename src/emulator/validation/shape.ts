/** Input shapes as data, after https://github.com/boto/botocore/tree/develop/botocore/data/rekognition */
export type Shape = StringShape | NumberShape | BooleanShape | ListShape | MapShape | StructureShape;

interface Sizes {
  readonly min?: number;
  readonly max?: number;
}

export interface StringRules extends Sizes {
  /** Must match the whole text. */
  readonly pattern?: string;
  readonly values?: readonly string[];
}

export interface StringShape extends StringRules {
  readonly kind: 'string';
}

export interface NumberShape extends Sizes {
  readonly kind: 'integer' | 'float';
}

interface BooleanShape {
  readonly kind: 'boolean';
}

export interface ListShape extends Sizes {
  readonly kind: 'list';
  readonly of: Shape;
}

export interface MapShape extends Sizes {
  readonly kind: 'map';
  readonly key: StringShape;
  readonly of: Shape;
}

export type Members = Readonly<Record<string, Shape>>;

export interface StructureShape {
  readonly kind: 'structure';
  readonly required: Members;
  readonly optional: Members;
}

/** The type of a value that has passed validation against a shape. */
export type Valid<S> = S extends { kind: 'string'; values: readonly (infer Value)[] }
  ? Value
  : S extends { kind: 'string' }
    ? string
    : S extends { kind: 'integer' | 'float' }
      ? number
      : S extends { kind: 'boolean' }
        ? boolean
        : S extends { kind: 'list'; of: infer Item }
          ? Valid<Item>[]
          : S extends { kind: 'map'; of: infer Item }
            ? Record<string, Valid<Item>>
            : S extends { kind: 'structure'; required: infer R; optional: infer O }
              ? { [K in keyof R]: Valid<R[K]> } & { [K in keyof O]?: Valid<O[K]> | undefined }
              : never;

/** A text. */
export const string = <const R extends StringRules>(rules: R) => ({ kind: 'string', ...rules }) as const;

/** A whole number of at most 32 bits. */
export const integer = <const R extends Sizes>(rules: R) => ({ kind: 'integer', ...rules }) as const;

/** A number. */
export const float = <const R extends Sizes>(rules: R) => ({ kind: 'float', ...rules }) as const;

/** True or false. */
export const boolean = { kind: 'boolean' } as const;

/** A list of `of`. */
export const list = <const S extends Shape, const R extends Sizes>(of: S, rules: R) =>
  ({ kind: 'list', of, ...rules }) as const;

/** A JSON object with free names. */
export const map = <const K extends StringShape, const S extends Shape, const R extends Sizes>(
  key: K,
  of: S,
  rules: R,
) => ({ kind: 'map', key, of, ...rules }) as const;

/** A JSON object with known names; others are ignored, as AWS ignores them. */
export const structure = <const R extends Members, const O extends Members>(required: R, optional: O) =>
  ({ kind: 'structure', required, optional }) as const;
