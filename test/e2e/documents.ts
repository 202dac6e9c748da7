/** Documents that together name every field of the schema; test/house/schema-is-exercised.test.ts reads them here. */

export const WHOLE_VERSION = /* GraphQL */ `
  query WholeVersion($arn: ModelVersionArn!) {
    modelVersion(arn: $arn) {
      __typename
      id
      arn
      name
      status
      stopAt
      plannedStop {
        at
        after
        setBy
        failure {
          code
          message
          awsRequestId
          retryAt
        }
      }
      statusMessage
      versionDescription
      creationTimestamp
      trainingEndTimestamp
      billableTrainingTimeInSeconds
      minInferenceUnits
      maxInferenceUnits
      kmsKeyId
      feature
      baseModelVersion
      observedAt
      runningSince
      isRunningSinceExact
      hourlyCost { amount currencyCode }
      trainingCost { amount currencyCode }
      sourceModelVersionArn
      tags { key value }
      project { id name }
      sourceModelVersion { arn name project { name } }
      copies(first: 5, after: null) {
        nodes { arn }
        edges { cursor node { name } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        totalCount
      }
      outputConfig { s3Bucket s3KeyPrefix }
      trainingDataResult {
        input { bucket name version }
        output { bucket name version }
        validation { bucket name version }
      }
      testingDataResult {
        autoCreate
        input { bucket name version }
        output { bucket name version }
        validation { bucket name version }
      }
      evaluationResult {
        f1Score
        summary { bucket name version }
        report {
          f1Score
          precision
          recall
          averagePrecision
          averageRecall
          evaluationEndTimestamp
          numberOfTrainingImages
          numberOfTestingImages
          labels { label f1Score precision recall threshold numberOfTestingImages }
          confusionMatrix { groundTruthLabel predictedLabel value }
        }
      }
      manifestSummary {
        s3Object { bucket name version }
        report {
          errors { code message }
          training {
            useCase
            totalLines
            validLines
            invalidLines
            ignoredLines
            errorLineIndices
            errors { code message }
          }
          testing {
            useCase
            totalLines
            validLines
            invalidLines
            ignoredLines
            errorLineIndices
            errors { code message }
          }
        }
      }
      statusHistory(first: 5, after: null) {
        nodes { kind cursor status }
        edges {
          cursor
          node { kind modelVersionArn previousStatus status observedAt modelVersion { name } }
        }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }
`;

export const WHOLE_PROJECT = /* GraphQL */ `
  query WholeProject($arn: ProjectArn!, $versionName: String!) {
    project(arn: $arn) {
      __typename
      id
      arn
      name
      accountId
      region
      status
      creationTimestamp
      feature
      autoUpdate
      datasets { arn type status statusMessage creationTimestamp }
      tags { key value }
      viewerMay
      modelVersion(name: $versionName) { arn name }
      policies(first: 1, after: null) {
        totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        nodes { policyName }
        edges {
          cursor
          node {
            __typename
            id
            projectArn
            policyName
            policyRevisionId
            policyDocument
            creationTimestamp
            lastUpdatedTimestamp
            project { arn }
          }
        }
      }
    }
  }
`;

export const LIST_VERSIONS = /* GraphQL */ `
  query ListVersions(
    $arn: ProjectArn!
    $first: Int! = 20
    $after: String
    $filter: ModelVersionFilter
    $orderBy: ModelVersionOrder
  ) {
    project(arn: $arn) {
      modelVersions(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
        totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor node { name } }
        nodes { name status creationTimestamp evaluationResult { f1Score } }
      }
    }
  }
`;

export const LIST_PROJECTS = /* GraphQL */ `
  query Projects($first: Int! = 20, $after: String, $filter: ProjectFilter) {
    projects(first: $first, after: $after, filter: $filter) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { name } }
      nodes { id arn name accountId region creationTimestamp }
    }
  }
`;

export const NODE = /* GraphQL */ `
  query Node($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Project { name }
      ... on ModelVersion { name }
      ... on ProjectPolicy { policyName }
    }
  }
`;

export const NODES = /* GraphQL */ `
  query Nodes($ids: [ID!]!) {
    nodes(ids: $ids) { __typename id }
  }
`;

export const VERSIONS_BY_ARN = /* GraphQL */ `
  query VersionsByArn($arns: [ModelVersionArn!]!) {
    modelVersions(arns: $arns) { arn name status }
  }
`;

export const WHOLE_LOOKOUT_MODEL = /* GraphQL */ `
  query WholeLookoutModel($projectName: String!, $modelVersion: String!, $accountId: String, $region: String) {
    lookoutVisionModel(
      projectName: $projectName
      modelVersion: $modelVersion
      accountId: $accountId
      region: $region
    ) {
      modelArn
      modelVersion
      status
      statusMessage
      description
      creationTimestamp
      kmsKeyId
      minInferenceUnits
      maxInferenceUnits
      evaluationEndTimestamp
      evaluationManifest { bucket name version }
      evaluationResult { bucket name version }
      outputConfig { s3Bucket s3KeyPrefix }
      performance { f1Score recall precision }
    }
  }
`;

const ALIAS = `
  __typename
  id
  name
  project { arn }
  projectArn
  modelVersion { arn }
  modelVersionArn
  isProtected
  revision
  updatedAt
  updatedBy
  history(first: 1, after: null) {
  nodes { __typename at by previousModelVersionArn modelVersionArn workflow { id } }
  edges { __typename cursor node { at } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
`;

export const WHOLE_ALIASES = /* GraphQL */ `
  query WholeAliases($projectArn: ProjectArn!, $versionArn: ModelVersionArn!, $name: String!) {
    project(arn: $projectArn) { alias(name: $name) { ${ALIAS} } aliases { ${ALIAS} } }
    modelVersion(arn: $versionArn) { aliases { ${ALIAS} } }
  }
`;

export const WHOLE_SPEND = /* GraphQL */ `
  query WholeSpend($from: DateTime!, $groupBy: SpendGroup!) {
    spend(from: $from, groupBy: $groupBy) {
      totalCount
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      total { from to inferenceUnitHours }
      edges { cursor node { day } }
      nodes {
        accountId
        region
        projectArn
        project { name }
        modelVersionArn
        modelVersion { name }
        day
        usage { trainingHours }
      }
    }
  }
`;

export const WORKFLOW_PAGE = /* GraphQL */ `
  query WorkflowPage($after: String, $projectArns: [ProjectArn!]) {
    workflows(first: 1, after: $after, filter: { kinds: [PROMOTION], projectArns: $projectArns }) {
      totalCount
      nodes { id }
      edges { cursor node { id state } }
      pageInfo { hasNextPage }
    }
  }
`;

export const SCHEDULES_EVERYWHERE = /* GraphQL */ `
  query SchedulesEverywhere($projectArn: ProjectArn!, $modelVersionArn: ModelVersionArn!, $id: ID!, $after: String) {
    project(arn: $projectArn) {
      schedules(first: 1, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        edges { cursor node { name } }
        nodes { id name }
      }
    }
    modelVersion(arn: $modelVersionArn) { stopAt schedules { id name } }
    node(id: $id) { __typename id ... on Schedule { name windows } }
    schedules { edges { cursor node { name } } nodes { alias { name } } }
  }
`;

export const MOVED_ALIASES = /* GraphQL */ `
  subscription MovedAliases($projectArns: [ProjectArn!], $after: String) {
    events(kinds: [ALIAS_MOVED], projectArns: $projectArns, after: $after) {
      kind
      modelVersionArn
      alias { name }
      aliasChange { by previousModelVersionArn modelVersionArn workflow { id } }
    }
  }
`;
