import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** Arguments that fields need. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'Project.alias': '(name: "champion")',
  'Project.modelVersion': '(name: "v1")',
  'Project.usage': '(from: "2026-06-01T00:00:00Z", to: "2026-06-02T00:00:00Z")',
  'ModelVersion.usage': '(from: "2026-06-01T00:00:00Z", to: "2026-06-02T00:00:00Z")',
};

/** Types on the way from the root. */
const FAR = 3;

function isSelected(type: GraphQLObjectType, seen: ReadonlySet<string>): boolean {
  return Object.keys(type.getFields()).every((name) => seen.has(`${type.name}.${name}`));
}

/**
 * Every field of a type, and of what it leads to, each with all of its own. A type that is on the way already shows its
 * leaves alone, and so does one that is far away and was selected before: else each type more would multiply the selection.
 * @param seen - gets the coordinates of all fields that are selected
 */
export function wholeOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  seen: Set<string>,
  way: readonly string[] = [],
  prefix = '',
): string {
  if (isInterfaceType(type)) {
    const kinds = schema.getPossibleTypes(type);
    // Fields of one name may differ in type from kind to kind, so each is called after its kind.
    const each = kinds.map((it) => `... on ${it.name} ${wholeOf(schema, it, seen, way, `${it.name}_`)}`);
    return `{ __typename ${each.join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const isAgain = way.includes(type.name) || (way.length >= FAR && isSelected(type, seen));
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (isAgain && isCompositeType(named)) return [];
    seen.add(`${type.name}.${field.name}`);
    const alias = prefix ? `${prefix}${field.name}: ` : '';
    const call = `${alias}${field.name}${ARGUMENTS[`${type.name}.${field.name}`] ?? ''}`;
    return [`${call} ${wholeOf(schema, named, seen, [...way, type.name])}`];
  });
  return `{ ${fields.join(' ') || '__typename'} }`;
}
