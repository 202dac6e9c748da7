import {
  CreateProjectCommand,
  type CreateProjectCommandInput,
  DeleteProjectCommand,
  DescribeProjectsCommand,
  type DescribeProjectsCommandInput,
} from '@aws-sdk/client-rekognition';
import type { Clock } from '../../clock.js';
import { type AccountRegion, accountRegionKey, accountRegionOf } from '../../domain/arn.js';
import type { NewProject } from '../../domain/change-inputs.js';
import type { Project } from '../../domain/model.js';
import { PROJECT_STATUSES, toKnown } from '../../domain/status.js';
import { NameBatcher } from '../coalescing/name-batcher.js';
import { SingleFlight } from '../coalescing/single-flight.js';
import type { CallContext, Snapshot, Upstream } from '../port.js';
import type { AwsAnswer, AwsCaller, Send } from './caller.js';
import { describeInTens, type Page, readPages } from './pages.js';
import { toTagMap } from './tags.js';
import { sentProjectArn, toProject } from './to-domain.js';

/** Left out, AWS shows Custom Labels projects only. */
const EVERY_FEATURE: DescribeProjectsCommandInput['Features'] = ['CUSTOM_LABELS', 'CONTENT_MODERATION'];

type Projects = Pick<Upstream, 'describeProjects' | 'listProjects' | 'createProject' | 'deleteProject'>;

export function createProjects(caller: AwsCaller, clock: Clock): Projects {
  const batcher = new NameBatcher<Project>(clock, (project) => project.name);
  const lists = new SingleFlight(clock);
  return {
    async describeProjects(at, names, callContext) {
      const snapshot = await batcher.describe(accountRegionKey(at), names, callContext, (wanted, shared) =>
        describeInTens(wanted, (ProjectNames) => readPage(caller, at, { ProjectNames }, shared)),
      );
      return snapshot ?? { values: [], startedAt: clock.now() };
    },

    listProjects: (at, callContext) =>
      lists.share<Snapshot<Project>>(accountRegionKey(at), callContext, (shared) =>
        readPages((token) => readPage(caller, at, token ? { NextToken: token } : {}, shared)),
      ),

    async createProject(at, input, callContext) {
      const command = new CreateProjectCommand(toCreateInput(input));
      const about = { thing: input.projectName };
      return sentProjectArn((await caller.send(at, 'CreateProject', callContext, command, about)).ProjectArn);
    },

    async deleteProject(projectArn, callContext) {
      const command = new DeleteProjectCommand({ ProjectArn: projectArn });
      const at = accountRegionOf(projectArn);
      const answer = await caller.send(at, 'DeleteProject', callContext, command, { thing: projectArn });
      return toKnown(PROJECT_STATUSES, answer.Status);
    },
  };
}

function toCreateInput({ projectName, feature, autoUpdate, tags }: NewProject): CreateProjectCommandInput {
  return {
    ProjectName: projectName,
    ...(feature !== null && feature !== 'UNKNOWN' && { Feature: feature }),
    ...(autoUpdate !== null && { AutoUpdate: autoUpdate ? 'ENABLED' : 'DISABLED' }),
    ...toTagMap(tags),
  };
}

function readPage(
  caller: AwsCaller,
  at: AccountRegion,
  input: DescribeProjectsCommandInput,
  callContext: CallContext,
): Promise<AwsAnswer<Page<Project>>> {
  const send: Send<Page<Project>> = async ({ rekognition }, options) => {
    const command = new DescribeProjectsCommand({ ...input, Features: EVERY_FEATURE });
    const page = await rekognition.send(command, options);
    const values = (page.ProjectDescriptions ?? []).map(toProject);
    return { values, nextToken: page.NextToken, $metadata: page.$metadata };
  };
  return caller.call(at, 'DescribeProjects', callContext, send, {
    names: input.ProjectNames?.length,
  });
}
