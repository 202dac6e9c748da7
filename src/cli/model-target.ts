import { GatewayError, type ListedProject, type ModelState } from '../client/index.js';
import { type Context, UsageError } from './command.js';

/** The model that `project/version`, or an ARN, names. @throws UsageError for another form, GatewayError if there is none */
export async function modelOf({ client, signal }: Context, target: string): Promise<ModelState> {
  if (target.startsWith('arn:')) return modelOfArn(target);
  const [project = '', version = '', ...more] = target.split('/');
  if (project === '' || version === '' || more.length > 0)
    throw new UsageError(`"${target}" names no model. Expected project/version, or the model's ARN.`);
  return client.findModel({ project, version }, { signal });
}

function modelOfArn(arn: string): ModelState {
  const [, project, kind, name] = arn.split('/');
  if (!project || kind !== 'version' || !name)
    throw new UsageError(`"${arn}" is not the ARN of a model version.`);
  return { arn, name, status: null, statusMessage: null };
}

/**
 * The projects that a name, or an ARN, names: several accounts may have one of that name.
 * @throws GatewayError NOT_FOUND if there is none
 */
export async function projectsOf({ client, signal }: Context, target: string): Promise<ListedProject[]> {
  const filter = target.startsWith('arn:') ? {} : { names: [target] };
  const found: ListedProject[] = [];
  for await (const project of client.listProjects(filter, { signal }))
    if (project.name === target || project.arn === target) found.push(project);
  if (found.length > 0) return found;
  throw new GatewayError('NOT_FOUND', `There is no project ${target}, or you may not see it.`);
}

/** `project/version` of a model version's ARN. */
export function shortName(arn: string): string {
  const [, project = '', , name = ''] = arn.split('/');
  return `${project}/${name}`;
}
