import { accountRegionOf, type ModelVersionArn, type ProjectArn } from '../domain/arn.js';
import { isConfigured } from './account-regions.js';
import { findModelVersion } from './model-versions.js';
import { findProject } from './projects.js';
import type { Session } from './session.js';

// What was spent lies in accounts and regions that may not be configured any more.

/** Null where it is gone, and for null. */
export function projectOfSpend(session: Session, arn: ProjectArn | null) {
  return arn !== null && isConfigured(session, accountRegionOf(arn)) ? findProject(session, arn) : null;
}

/** Null where it is gone, and for null. */
export function modelVersionOfSpend(session: Session, arn: ModelVersionArn | null) {
  return arn !== null && isConfigured(session, accountRegionOf(arn)) ? findModelVersion(session, arn) : null;
}
