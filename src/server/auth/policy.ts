import { type Grant, PROJECT_PATTERN_FORM, parseProjectPattern, ROLES, type Role } from '../../domain/grant.js';

/** What a subject with these groups may do. Nothing, unless the policy says otherwise. */
export type GrantsOf = (subject: string, groups: readonly string[]) => readonly Grant[];

/** One entry of the policy: a grant, and who has it. */
export interface PolicyEntry extends Grant {
  /** Subjects, `group:<name>`, or `*` for everybody who is authenticated. */
  readonly to: readonly string[];
}

export function createPolicy(entries: readonly PolicyEntry[]): GrantsOf {
  return (subject, groups) => {
    // A subject that calls itself like a group, or everybody, is nobody.
    const own = /^(group:|\*$)/.test(subject) ? [] : [subject];
    const names = new Set(['*', ...own, ...groups.map((it) => `group:${it}`)]);
    return entries.filter(({ to }) => to.some((it) => names.has(it)));
  };
}

/** The `{role, projects}` of a policy's entry or of a token; null if it is none, and then it grants nothing. */
export function parseGrant(value: unknown): Grant | null {
  const { role, projects } = (value ?? {}) as { role?: unknown; projects?: unknown };
  if (!ROLES.includes(role as Role) || !isTexts(projects)) return null;
  const patterns = projects.map(parseProjectPattern);
  return patterns.includes(null) ? null : { role: role as Role, projects: patterns.filter((it) => it !== null) };
}

const ENTRY_FORM = `{to, role, projects}: lists of subjects and of project patterns (${PROJECT_PATTERN_FORM}), and a role of ${ROLES.join(', ')}`;

/** @param say - hears of every entry that cannot be used */
export function parsePolicy(list: unknown, say: (mistake: string) => void): PolicyEntry[] {
  if (!Array.isArray(list)) {
    say(`GRANTS must be a JSON list of ${ENTRY_FORM}.`);
    return [];
  }
  return list.flatMap((value: unknown, index) => {
    const { to } = (value ?? {}) as { to?: unknown };
    const grant = parseGrant(value);
    if (grant && isTexts(to) && to.every((it) => !/^(group:)?$/.test(it))) return [{ ...grant, to }];
    say(`GRANTS[${index}] must be ${ENTRY_FORM}.`);
    return [];
  });
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((it) => typeof it === 'string');
}
