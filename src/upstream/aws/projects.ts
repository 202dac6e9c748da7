import {
  CreateProjectCommand,
  DeleteProjectCommand,
  DescribeProjectsCommand,
  type DescribeProjectsCommandInput,
} from '@aws-sdk/client-rekognition';
import type { Clock } from '../../clock.js';
import { type AccountRegion, accountRegionKey, accountRegionOf } from '../../domain/arn.js';
import type { Project } from '../../domain/model.js';
import { PROJECT_STATUSES, toKnown } from '../../domain/status.js';
import { createNameBatcher } from '../coalescing/name-batcher.js';
import { createSingleFlight } from '../coalescing/single-flight.js';
import type { CallContext, Snapshot, Upstream } from '../port.js';
import type { AwsAnswer, AwsCaller, Send } from './caller.js';
import { NAMES_PER_CALL } from './fewest-calls.js';
import { describeInBatches, type Page, readPages } from './pages.js';
import { toTagMap } from './tags.js';
import { sentProjectArn, toProject } from './to-domain.js';

/** Left out, AWS shows Custom Labels projects only. */
const EVERY_FEATURE: DescribeProjectsCommandInput['Features'] = ['CUSTOM_LABELS', 'CONTENT_MODERATION'];

type Projects = Pick<Upstream, 'describeProjects' | 'listProjects' | 'createProject' | 'deleteProject'>;

export function createProjects(caller: AwsCaller, clock: Clock): Projects {
  const batcher = createNameBatcher<Project>({ clock, nameOf: (project) => project.name });
  const lists = createSingleFlight(clock);

  return {
    async describeProjects(at, names, callContext) {
      const snapshot = await batcher.describe(accountRegionKey(at), names, callContext, (wanted, shared) =>
        describeInBatches(wanted, NAMES_PER_CALL, (ten) =>
          readPage(caller, at, { ProjectNames: [...ten] }, shared),
        ),
      );
      return snapshot ?? { values: [], startedAt: clock.now() };
    },

    listProjects: (at, callContext) =>
      lists.share(
        accountRegionKey(at),
        callContext,
        (shared): Promise<Snapshot<Project>> =>
          readPages((token) => readPage(caller, at, token ? { NextToken: token } : {}, shared)),
      ),

    async createProject(at, { projectName, feature, autoUpdate, tags }, callContext) {
      const input = {
        ProjectName: projectName,
        ...(feature !== null && feature !== 'UNKNOWN' && { Feature: feature }),
        ...(autoUpdate !== null && { AutoUpdate: autoUpdate ? ('ENABLED' as const) : ('DISABLED' as const) }),
        ...toTagMap(tags),
      };
      const { answer } = await caller.call(at, 'CreateProject', callContext, ({ rekognition }, options) =>
        rekognition.send(new CreateProjectCommand(input), options),
      );
      return sentProjectArn(answer.ProjectArn);
    },

    async deleteProject(projectArn, callContext) {
      const at = accountRegionOf(projectArn);
      const { answer } = await caller.call(at, 'DeleteProject', callContext, ({ rekognition }, options) =>
        rekognition.send(new DeleteProjectCommand({ ProjectArn: projectArn }), options),
      );
      return toKnown(PROJECT_STATUSES, answer.Status);
    },
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
