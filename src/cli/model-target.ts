import type { ModelState } from '../client/index.js';
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

/** `project/version` of a model version's ARN. */
export function shortName(arn: string): string {
  const [, project = '', , name = ''] = arn.split('/');
  return `${project}/${name}`;
}
