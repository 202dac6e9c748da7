import { isObjectType } from 'graphql';
import { createSchema } from '../../../src/graphql/schema.js';

/** Whatever runs code and is not here says something of this moment alone, or changes something. */
const CACHEABLE = [
  'EvaluationResult.report',
  'ManifestSummary.report',
  'ModelVersion.evaluationResult',
  'ModelVersion.hourlyCost',
  'ModelVersion.id',
  'ModelVersion.isRunningSinceExact',
  'ModelVersion.manifestSummary',
  'ModelVersion.observedAt',
  'ModelVersion.project',
  'ModelVersion.runningSince',
  'ModelVersion.sourceModelVersion',
  'ModelVersion.sourceModelVersionArn',
  'ModelVersion.tags',
  'ModelVersion.trainingCost',
  'ModelVersionComparison.addedLabels',
  'ModelVersionComparison.confusions',
  'ModelVersionComparison.labels',
  'ModelVersionComparison.macroF1ScoreChange',
  'ModelVersionComparison.precisionChange',
  'ModelVersionComparison.recallChange',
  'ModelVersionComparison.removedLabels',
  'ModelVersionComparison.testSetsDiffer',
  'Project.id',
  'Project.modelVersion',
  'Project.modelVersions',
  'Project.policies',
  'Project.tags',
  'Project.viewerMay',
  'ProjectPolicy.id',
  'ProjectPolicy.project',
  'Query.compareModelVersions',
  'Query.lookoutVisionModel',
  'Query.modelVersion',
  'Query.modelVersions',
  'Query.node',
  'Query.nodes',
  'Query.project',
  'Query.projects',
];

it('keeps answers made of these fields and of plain properties alone', () => {
  const those = Object.values(createSchema().getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => field.extensions.cacheable === true);
  expect(those.map(({ type, field }) => `${type.name}.${field.name}`).sort()).toEqual(CACHEABLE);
});
