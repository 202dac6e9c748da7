import { NAMES, NEXT_TOKEN, PAGE_SIZE, PROJECT_ARN } from '../members.js';
import { operation } from '../operation.js';
import { pageOf } from '../pagination.js';
import { TPS } from '../quotas.js';
import { ownProject, versionsOf } from '../resources.js';
import { structure } from '../validation/shape.js';
import { toVersionDescription } from '../version-description.js';

/**
 * https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjectVersions.html
 *
 * A name that nobody bears is not an error: it is just not in the answer.
 */
export const describeProjectVersions = operation({
  name: 'DescribeProjectVersions',
  notes: 'Latest first. An unknown name is left out, an unknown project is an error.',
  tps: TPS,
  changesState: false,
  input: structure(
    { ProjectArn: PROJECT_ARN },
    { VersionNames: NAMES, NextToken: NEXT_TOKEN, MaxResults: PAGE_SIZE },
  ),
  run(world, { ProjectArn, VersionNames, NextToken, MaxResults = 100 }) {
    const project = ownProject(world, ProjectArn);
    const versions = versionsOf(world, project.arn).filter(
      ({ name }) => !VersionNames || VersionNames.includes(name),
    );
    const scope = ['DescribeProjectVersions', project.arn, VersionNames ?? null];
    const { page, next } = pageOf(versions, { scope, token: NextToken, limit: MaxResults });
    const descriptions = page.map((version) => toVersionDescription(version, project.name));
    return { ProjectVersionDescriptions: descriptions, ...next };
  },
});
