/** A GraphQL document as text that carries the types of its result and of its variables. */
export type TypedDocument<Result, Variables> = string & {
  /** Never there: only the types are. */
  readonly __apiType?: (variables: Variables) => Result;
};

/** The tag of the generated documents. */
export function gql(parts: TemplateStringsArray): string {
  return parts.join('').trim();
}
