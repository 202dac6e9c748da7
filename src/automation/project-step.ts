import type { MadeProject } from '../domain/automation/promotion.js';
import { whyKeepProject } from '../domain/automation/promotion.js';
import type { Undone } from '../domain/automation/workflow-progress.js';
import { notFound } from '../domain/foresight.js';
import type { Project } from '../domain/model.js';
import { oneCall } from '../domain/plan.js';
import { aliasesIn } from '../services/aliases.js';
import { createProject, deleteProject } from '../services/projects.js';
import { type StepAction, type StepRun, stillArriving } from './step-action.js';

/** AWS makes and deletes a project within seconds. */
const LOOK_MS = 1_000;

/** The destination project, found by its name or made. */
export const projectStep: StepAction = {
  async do(run) {
    const { workflow, isFirstTry, now } = run;
    const { arn } = workflow.project;
    const found = await findProject(run);
    if (arn !== null || (found && isFirstTry)) {
      if (!found || (arn !== null && found.arn !== arn)) throw notFound('project');
      return { kind: 'skipped', message: 'It is there already.', more: projectOf(run, found) };
    }
    if (found?.status === 'CREATED') return { kind: 'done', ...madeOf(found), more: projectOf(run, found) };
    const made = found ?? (await makeProject(run));
    return { kind: 'wait', untilAt: now + LOOK_MS, message: 'AWS is making it.', ...madeOf(made) };
  },

  async undo(run): Promise<Undone> {
    const { step, now } = run;
    const made = step.made as MadeProject | null;
    const found = await findProject(run);
    const isOwn = found !== null && (made === null || found.arn === made.arn);
    if (!isOwn) {
      return stillArriving(run) ?? { kind: 'undone' };
    }
    if (found.status !== 'DELETING') {
      const reason = await whyKeep(run, found);
      if (reason !== null) return { kind: 'left', message: reason };
      const { arn: projectArn } = found;
      await run.change({
        mutation: 'deleteProject',
        input: { projectArn },
        declare: () => deleteProject(projectArn),
      });
    }
    return {
      kind: 'wait',
      untilAt: now + LOOK_MS,
      message: 'AWS is deleting it.',
      goneAt: 0,
      ...madeOf(found),
    };
  },
};

/** A fresh describe by name. */
async function findProject({ workflow: { project }, session }: StepRun): Promise<Project | null> {
  const { upstream, callContext } = session;
  const { values } = await upstream.describeProjects(project, [project.projectName], callContext);
  return values[0] ?? null;
}

async function makeProject({ workflow, change }: StepRun): Promise<Project> {
  const { accountId, region, projectName } = workflow.project;
  const input = { projectName, accountId, region, feature: null, autoUpdate: null, tags: [] };
  const { project } = await change({ mutation: 'createProject', input, declare: () => createProject(input) });
  return project;
}

async function whyKeep({ session }: StepRun, project: Project): Promise<string | null> {
  const { upstream, callContext, records } = session;
  const [versions, policies] = await Promise.all([
    upstream.listModelVersions(project.arn, callContext),
    upstream.listProjectPolicies(project.arn, callContext),
  ]);
  const aliases = aliasesIn(records, project.arn).length;
  return whyKeepProject(project, versions?.values ?? [], policies ?? [], aliases);
}

function madeOf({ arn }: Project) {
  return { made: { arn } satisfies MadeProject, takeBack: oneCall('DeleteProject', arn).calls };
}

function projectOf({ workflow }: StepRun, { arn }: Project) {
  return { project: { ...workflow.project, arn } };
}
