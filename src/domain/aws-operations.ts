/** The operations of AWS that may have a rate. */
export const AWS_OPERATIONS = [
  'CopyProjectVersion',
  'CreateProject',
  'CreateProjectVersion',
  'DeleteProject',
  'DeleteProjectPolicy',
  'DeleteProjectVersion',
  'DescribeModel',
  'DescribeProjectVersions',
  'DescribeProjects',
  'GetMetricData',
  'GetObject',
  'ListProjectPolicies',
  'ListTagsForResource',
  'PutProjectPolicy',
  'StartProjectVersion',
  'StopProjectVersion',
  'TagResource',
  'UntagResource',
] as const;

export type AwsOperation = (typeof AWS_OPERATIONS)[number];
