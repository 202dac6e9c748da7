/** One way to be asked. */
export interface Scenario {
  readonly name: string;
  /** The body of request number `n`. */
  readonly bodyOf: (arn: string) => (n: number) => string;
}

const FIELDS = 'arn name status creationTimestamp minInferenceUnits versionDescription feature';
/** A project with its twenty versions, seven fields each. */
const PROJECT = `query($arn: ProjectArn!) { project(arn: $arn) { arn name status modelVersions(first: 20) { nodes { ${FIELDS} } } } }`;
const PROJECT_SINCE = `query($arn: ProjectArn!, $since: DateTime!) { project(arn: $arn) { arn name status modelVersions(first: 20, filter: { createdAfter: $since }) { nodes { ${FIELDS} } } } }`;

/** Before any version was made, and a millisecond more for each request. */
const LONG_AGO = Date.parse('2020-01-01T00:00:00Z');

/** The same request again and again. */
export const HOT: Scenario = {
  name: 'the same again',
  bodyOf: (arn) => {
    const body = JSON.stringify({ query: PROJECT, variables: { arn } });
    return () => body;
  },
};

/** Each request another text, as by clients that write values into it. */
export const NEW_DOCUMENT: Scenario = {
  name: 'new document',
  bodyOf: (arn) => (n) =>
    JSON.stringify({ query: PROJECT.replace('{ project(', `{ p${n}: project(`), variables: { arn } }),
};

/** Each request another moment, for the same answer. */
export const NEW_VARIABLES: Scenario = {
  name: 'new variables',
  bodyOf: (arn) => (n) => {
    const since = new Date(LONG_AGO + n).toISOString();
    return JSON.stringify({ query: PROJECT_SINCE, variables: { arn, since } });
  },
};

export const SCENARIOS: readonly Scenario[] = [HOT, NEW_VARIABLES, NEW_DOCUMENT];

/** What every subscriber asks for. */
export const FOLLOW = `subscription {
  modelVersionStatusChanged { kind cursor modelVersionArn previousStatus status observedAt modelVersion { id name } }
}`;
