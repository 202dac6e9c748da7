import type { BoardPlacesQuery } from '../generated.js';
import { mistaken, nameMistake, type Refusal } from './refusal.js';

/** A promotion as typed. */
export interface PromoteForm {
  readonly accountId: string;
  readonly project: string;
  readonly name: string;
  /** `bucket/prefix`; null: as proposed. */
  readonly output: string | null;
  /** Empty: none names the copy. */
  readonly alias: string;
}

/** The members of the mutation's input that the form has a field for. */
export const PROMOTE_FIELDS = [
  ...['destinationProjectName', 'versionName', 'outputConfig', 's3Bucket', 's3KeyPrefix', 'aliasName'],
];

/** @param output - as typed or proposed */
export function promoteMistake({ project, name, alias }: PromoteForm, output: string): Refusal | null {
  const isName = (text: string) => /^[\w.-]{1,255}$/.test(text);
  const expected = 'letters, digits and “_.-”';
  if (!isName(project)) return mistaken('destinationProjectName', project, expected);
  if (!isName(name)) return mistaken('versionName', name, expected);
  if (!/^(s3:\/\/)?[a-z\d][a-z\d.-]+(\/.*)?$/.test(output))
    return mistaken('outputConfig', output, 'a bucket of that account, for example bucket/prefix');
  return alias === '' ? null : nameMistake(alias, 'aliasName');
}

/** As the mutation takes it. */
export function toPromoteInput(
  { accountId, project, name, alias }: PromoteForm,
  output: string,
  modelVersionArn: string,
) {
  const [s3Bucket = '', ...prefix] = output.replace(/^s3:\/\//, '').split('/');
  return {
    modelVersionArn,
    destinationAccountId: accountId,
    destinationProjectName: project,
    versionName: name,
    outputConfig: { s3Bucket, s3KeyPrefix: prefix.join('/') || null },
    aliasName: alias || null,
  };
}

type Output = { readonly s3Bucket: string | null; readonly s3KeyPrefix: string | null } | null | undefined;

/** Where the newest model of the destination has its results, or in the same account the source; empty: not known. */
export function proposedOutput(there: BoardPlacesQuery | null, ofSource: Output): string {
  return outputText(there?.projects.nodes[0]?.modelVersions.nodes[0]?.outputConfig) || outputText(ofSource);
}

function outputText(output: Output): string {
  if (!output?.s3Bucket) return '';
  return output.s3KeyPrefix ? `${output.s3Bucket}/${output.s3KeyPrefix}` : output.s3Bucket;
}
