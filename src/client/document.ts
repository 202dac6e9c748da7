/** A GraphQL document as text that carries the types of its result and of its variables. */
export type TypedDocument<Result, Variables> = string & {
  /** Never there: only the types are. */
  readonly __apiType?: (variables: Variables) => Result;
};

/** The tag of the generated documents; what stands between the parts are fragments. */
export function gql(parts: TemplateStringsArray, ...fragments: readonly string[]): string {
  return parts
    .map((part, index) => part + (fragments[index] ?? ''))
    .join('')
    .trim();
}
