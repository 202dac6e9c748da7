import { GraphQLDateTime } from 'graphql-scalars';
import { findProject, listVersions, type Page } from './world.js';

/** The part of the gateway's schema that is measured. */
export const typeDefs = /* GraphQL */ `
  scalar DateTime
  scalar ProjectArn
  scalar ModelVersionArn
  enum ProjectStatus { CREATING CREATED DELETING UNKNOWN }
  enum CustomizationFeature { CUSTOM_LABELS CONTENT_MODERATION UNKNOWN }
  enum ModelVersionStatus {
    TRAINING_IN_PROGRESS TRAINING_COMPLETED TRAINING_FAILED STARTING RUNNING FAILED STOPPING STOPPED DELETING
    COPYING_IN_PROGRESS COPYING_COMPLETED COPYING_FAILED DEPRECATED EXPIRED UNKNOWN
  }
  type Query { project(arn: ProjectArn!): Project }
  type Project {
    arn: ProjectArn!
    name: String!
    status: ProjectStatus!
    modelVersions(first: Int! = 20, filter: ModelVersionFilter): ModelVersionConnection!
  }
  input ModelVersionFilter { createdAfter: DateTime }
  type ModelVersionConnection { nodes: [ModelVersion!]! }
  type ModelVersion {
    arn: ModelVersionArn!
    name: String!
    status: ModelVersionStatus!
    creationTimestamp: DateTime!
    minInferenceUnits: Int
    versionDescription: String
    feature: CustomizationFeature!
  }
`;

interface VersionArgs {
  readonly first: Page['first'];
  readonly filter?: { readonly createdAfter?: Page['createdAfter'] } | null;
}

export const resolvers = {
  DateTime: GraphQLDateTime,
  Query: { project: (_: unknown, { arn }: { arn: string }) => findProject(arn) },
  Project: {
    modelVersions: (project: NonNullable<ReturnType<typeof findProject>>, { first, filter }: VersionArgs) =>
      listVersions(project, { first, createdAfter: filter?.createdAfter }),
  },
};
