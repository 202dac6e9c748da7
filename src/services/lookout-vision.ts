import { accountRegionKey } from '../domain/arn.js';
import { checkText } from '../domain/constraints.js';
import type { LookoutVisionModel } from '../domain/model.js';
import { accountRegionFor } from './account-regions.js';
import type { Session } from './session.js';

/**
 * Null if it does not exist. Grants name projects of Rekognition, so only a caller that may read all of an account sees
 * these.
 * @throws GatewayError INVALID_INPUT
 */
export async function findLookoutVisionModel(
  session: Session,
  projectName: string,
  modelVersion: string,
  wanted: { readonly accountId: string | null; readonly region: string | null },
): Promise<LookoutVisionModel | null> {
  checkText('lookoutProjectName', projectName, ['projectName']);
  checkText('lookoutModelVersion', modelVersion, ['modelVersion']);
  const at = accountRegionFor(session, wanted);
  if (!session.permissions.mayReadAll(at)) return null;
  const { attachments, callContext, loaders } = session;
  const read = () => attachments.lookoutVisionModel(at, projectName, modelVersion, callContext);
  return loaders.remember(`Lookout for Vision ${accountRegionKey(at)} ${projectName} ${modelVersion}`, read);
}
