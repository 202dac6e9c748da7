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
