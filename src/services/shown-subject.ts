import type { NamedProject } from './permissions.js';
import type { Session } from './session.js';

/** A subject as far as the caller may know it: owners of the project and the subject itself; null to others. */
export async function shownSubject(
  { caller, permissions }: Pick<Session, 'caller' | 'permissions'>,
  project: NamedProject,
  subject: string,
): Promise<string | null> {
  return caller.subject === subject || (await permissions.may('delete', project)) ? subject : null;
}
