import { accountRegionOf, type ModelVersionArn, type ProjectArn } from '../../domain/arn.js';
import { checkText } from '../../domain/constraints.js';
import { invalidInput } from '../../domain/errors.js';
import type { OutputConfig, Tag } from '../../domain/model.js';
import { checkConfigured, isConfigured } from '../account-regions.js';
import { type NamedProject, projectNameOf } from '../permissions.js';
import type { Session } from '../session.js';
import { checkNewVersion, checkRegions } from './new-version-checks.js';

export interface PromotionRequest {
  readonly modelVersionArn: ModelVersionArn;
  /** This, or a name in an account, which is made where it does not exist. */
  readonly destinationProjectArn: ProjectArn | null;
  readonly destinationProjectName: string | null;
  /** Null: the source's. */
  readonly destinationAccountId: string | null;
  readonly versionName: string;
  readonly outputConfig: OutputConfig;
  readonly kmsKeyId: string | null;
  readonly tags: readonly Tag[];
  readonly aliasName: string | null;
}

type Destination = Pick<
  PromotionRequest,
  'modelVersionArn' | 'destinationProjectArn' | 'destinationProjectName' | 'destinationAccountId'
>;

/**
 * The refusals that need nothing but the input.
 * @throws GatewayError INVALID_INPUT
 */
export function checkPromotion(session: Session, request: PromotionRequest): void {
  checkNewVersion(request);
  if (request.aliasName !== null) checkText('aliasName', request.aliasName, ['aliasName']);
  destinationOf(session, request);
}

/**
 * Where the copy goes: always in the source's region.
 * @throws GatewayError INVALID_INPUT
 */
export function destinationOf(session: Session, request: Destination): NamedProject {
  const { modelVersionArn, destinationProjectArn, destinationProjectName, destinationAccountId } = request;
  if ((destinationProjectArn === null) === (destinationProjectName === null))
    throw invalidInput(
      'Expected either destinationProjectArn or destinationProjectName, which may have a destinationAccountId.',
      ['destinationProjectArn'],
    );
  const source = accountRegionOf(modelVersionArn);
  if (destinationProjectArn !== null) {
    checkRegions({ sourceModelVersionArn: modelVersionArn, destinationProjectArn });
    checkConfigured(session, 'destinationProjectArn', destinationProjectArn);
    const project = projectNameOf(destinationProjectArn);
    if (destinationAccountId === null || destinationAccountId === project.accountId) return project;
    throw invalidInput('destinationAccountId: expected the account of destinationProjectArn, or nothing.', [
      'destinationAccountId',
    ]);
  }
  checkText('projectName', destinationProjectName ?? '', ['destinationProjectName']);
  const at = { accountId: destinationAccountId ?? source.accountId, region: source.region };
  if (!isConfigured(session, at)) throw notConfigured(at.region);
  return { ...at, projectName: destinationProjectName ?? '' };
}

function notConfigured(region: string) {
  return invalidInput(
    `destinationAccountId: expected an account that this gateway serves in the source's region, ${region}. gateway { accounts } lists what is.`,
    ['destinationAccountId'],
  );
}
