import 'reflect-metadata';
import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import {
  Arg,
  buildSchema,
  Field,
  FieldResolver,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import { findProject, listVersions } from './world.js';

const ProjectArn = new GraphQLScalarType({ name: 'ProjectArn' });
const ModelVersionArn = new GraphQLScalarType({ name: 'ModelVersionArn' });

const ModelVersionStatus = toEnum(
  'ModelVersionStatus',
  `TRAINING_IN_PROGRESS TRAINING_COMPLETED TRAINING_FAILED STARTING RUNNING FAILED STOPPING STOPPED DELETING
  COPYING_IN_PROGRESS COPYING_COMPLETED COPYING_FAILED DEPRECATED EXPIRED UNKNOWN`,
);
const ProjectStatus = toEnum('ProjectStatus', 'CREATING CREATED DELETING UNKNOWN');
const Feature = toEnum('CustomizationFeature', 'CUSTOM_LABELS CONTENT_MODERATION UNKNOWN');

function toEnum(name: string, words: string) {
  const values = Object.fromEntries(words.split(/\s+/).map((it) => [it, it]));
  registerEnumType(values, { name });
  return values;
}

@ObjectType()
class ModelVersion {
  @Field(() => ModelVersionArn) arn!: string;
  @Field(() => String) name!: string;
  @Field(() => ModelVersionStatus) status!: string;
  @Field(() => GraphQLDateTime) creationTimestamp!: Date;
  @Field(() => Int, { nullable: true }) minInferenceUnits!: number | null;
  @Field(() => String, { nullable: true }) versionDescription!: string | null;
  @Field(() => Feature) feature!: string;
}

@ObjectType()
class ModelVersionConnection {
  @Field(() => [ModelVersion]) nodes!: ModelVersion[];
}

@ObjectType()
class Project {
  @Field(() => ProjectArn) arn!: string;
  @Field(() => String) name!: string;
  @Field(() => ProjectStatus) status!: string;
  versions!: ModelVersion[];
}

@InputType()
class ModelVersionFilter {
  @Field(() => GraphQLDateTime, { nullable: true }) createdAfter?: Date | null;
}

@Resolver(() => Project)
class ProjectResolver {
  @Query(() => Project, { nullable: true })
  async project(@Arg('arn', () => ProjectArn) arn: string) {
    return findProject(arn);
  }

  @FieldResolver(() => ModelVersionConnection)
  async modelVersions(
    @Root() project: Project,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('filter', () => ModelVersionFilter, { nullable: true }) filter: ModelVersionFilter | null,
  ) {
    return listVersions(project, { first, createdAfter: filter?.createdAfter });
  }
}

export const typedSchema = () => buildSchema({ resolvers: [ProjectResolver] });
