import {
  type Grant,
  PROJECT_PATTERN_FORM,
  parseProjectPattern,
  ROLES,
  type Role,
} from '../../domain/grant.js';

/** One entry of the policy: a grant, and the subjects that have it. */
export interface PolicyEntry extends Grant {
  /** Subjects, `group:<name>`, or `*` for every authenticated caller. */
  readonly to: readonly string[];
}

/** What a subject with these groups may do. Nothing, unless the policy says otherwise. */
export function grantsOf(
  policy: readonly PolicyEntry[],
  subject: string,
  groups: readonly string[],
): readonly Grant[] {
  // A subject that calls itself like a group, or everybody, is nobody.
  const own = /^(group:|\*$)/.test(subject) ? [] : [subject];
  const names = new Set(['*', ...own, ...groups.map((it) => `group:${it}`)]);
  return policy.filter(({ to }) => to.some((it) => names.has(it)));
}

/**
 * The `{role, projects, tags?}` of a policy's entry or of a token; null if it is none, and then it grants nothing. With
 * misspelt `tags` it would grant too much, so there may be nothing else.
 */
export function parseGrant(value: unknown): Grant | null {
  const { role, projects, tags = {}, ...others } = (value ?? {}) as Record<string, unknown>;
  if (!ROLES.includes(role as Role) || !isTexts(projects) || !isTags(tags)) return null;
  if (Object.keys(others).length > 0) return null;
  const patterns = projects.map(parseProjectPattern).filter((it) => it !== null);
  return patterns.length < projects.length ? null : { role: role as Role, projects: patterns, tags };
}

const ENTRY_FORM = `{to, role, projects, tags?}: a list of subjects, a role of ${ROLES.join(', ')}, a list of project patterns (${PROJECT_PATTERN_FORM}), and an object of tags`;

/** @param report - gets every entry that cannot be used */
export function parsePolicy(list: unknown, report: (mistake: string) => void): PolicyEntry[] {
  if (!Array.isArray(list)) return []; // its reader has said so
  return list.flatMap((value: unknown, index) => {
    const { to, ...rest } = (value ?? {}) as { to?: unknown };
    const grant = parseGrant(rest);
    if (grant && isTexts(to) && to.every((it) => !/^(group:)?$/.test(it))) return [{ ...grant, to }];
    report(`GRANTS[${index}] must be ${ENTRY_FORM}.`);
    return [];
  });
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((it) => typeof it === 'string');
}

function isTags(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((it) => typeof it === 'string')
  );
}
