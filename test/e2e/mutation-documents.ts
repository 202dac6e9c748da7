/** Mutations that name what schema/examples leave out. */

export const TRAIN_ADAPTER = /* GraphQL */ `
  mutation TrainAdapter($projectArn: ProjectArn!) {
    createModelVersion(
      input: {
        projectArn: $projectArn
        versionName: "adapter"
        outputConfig: { s3Bucket: "bucket", s3KeyPrefix: "out" }
        tags: [{ key: "k", value: "v" }]
        kmsKeyId: "alias/key"
        versionDescription: "Trained by a test."
        contentModerationConfidenceThreshold: 60.5
        idempotencyKey: "train-adapter"
      }
    ) {
      modelVersion { arn status feature }
      userErrors { code field message }
    }
  }
`;

export const CREATE_PROJECT_AT = /* GraphQL */ `
  mutation CreateProjectAt($projectName: String!, $accountId: String, $region: String) {
    createProject(
      input: {
        projectName: $projectName
        feature: CUSTOM_LABELS
        autoUpdate: null
        tags: []
        accountId: $accountId
        region: $region
      }
    ) {
      project { accountId region }
      userErrors { code field message awsRequestId }
    }
  }
`;

/** Every mutation as a dry run. */
export const FORESEE = /* GraphQL */ `
  mutation Foresee(
    $createProject: CreateProjectInput!
    $deleteProject: DeleteProjectInput!
    $createModelVersion: CreateModelVersionInput!
    $startModelVersion: StartModelVersionInput!
    $stopModelVersion: StopModelVersionInput!
    $copyModelVersion: CopyModelVersionInput!
    $deleteModelVersion: DeleteModelVersionInput!
    $putProjectPolicy: PutProjectPolicyInput!
    $deleteProjectPolicy: DeleteProjectPolicyInput!
  ) {
    createProject(input: $createProject) { plan { ...Whole } userErrors { code field } }
    deleteProject(input: $deleteProject) { plan { ...Whole } userErrors { code field } }
    createModelVersion(input: $createModelVersion) { plan { ...Whole } userErrors { code field } }
    startModelVersion(input: $startModelVersion) { plan { ...Whole } warnings { code } userErrors { code field } }
    stopModelVersion(input: $stopModelVersion) { plan { ...Whole } userErrors { code field } }
    copyModelVersion(input: $copyModelVersion) { plan { ...Whole } userErrors { code field } }
    deleteModelVersion(input: $deleteModelVersion) { plan { ...Whole } userErrors { code field } }
    putProjectPolicy(input: $putProjectPolicy) { plan { ...Whole } warnings { code } userErrors { code field } }
    deleteProjectPolicy(input: $deleteProjectPolicy) { plan { ...Whole } userErrors { code field } }
  }
  fragment Whole on Plan {
    calls { operation arn accountId region }
    hourlyCostChange { amount currencyCode }
    warnings { code message field }
  }
`;

export const foreseeStop = `
  mutation ForeseeStop($input: SetModelVersionStopInput!) {
    setModelVersionStop(input: $input) {
      plan { calls { operation } warnings { code } }
      userErrors { code }
    }
  }
`;

export const FORESEE_ALIAS = /* GraphQL */ `
  mutation ForeseeAlias($put: PutModelAliasInput!, $delete: DeleteModelAliasInput!) {
    putModelAlias(input: $put) { plan { calls { operation } warnings { code } } userErrors { code field } }
    deleteModelAlias(input: $delete) { plan { calls { operation } warnings { code } } userErrors { code field } }
  }
`;
