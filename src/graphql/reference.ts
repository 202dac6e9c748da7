import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  print,
} from 'graphql';

/** The schema as one page of Markdown: the operations, then every type in alphabetical order, each name a link. */
export function toReference(schema: GraphQLSchema): string {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const types = Object.values(schema.getTypeMap())
    .filter((it) => !isIntrospectionType(it) && !isSpecifiedScalarType(it))
    .sort((a, b) => a.name.localeCompare(b.name));
  const sections = [
    ...roots.filter((it) => it != null).map(toSection),
    ...KINDS.flatMap(({ title, has }) => {
      const ofKind = types.filter((it) => has(it) && !ROOTS.has(it.name));
      return ofKind.length > 0 ? [`## ${title}\n`, ...ofKind.map(toSection)] : [];
    }),
  ];
  return `# Reference\n\nMade by \`npm run codegen\` from the descriptions in the code. Do not edit.\n\n${sections.join('\n')}`;
}

const KINDS = [
  { title: 'Objects', has: isObjectType },
  { title: 'Interfaces', has: isInterfaceType },
  { title: 'Unions', has: isUnionType },
  { title: 'Inputs', has: isInputObjectType },
  { title: 'Enums', has: isEnumType },
  { title: 'Scalars', has: isScalarType },
];

function toSection(type: GraphQLNamedType): string {
  const level = ROOTS.has(type.name) ? '##' : '###';
  return `${level} ${type.name}\n\n${type.description ?? ''}\n${membersOf(type)}`;
}

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

function membersOf(type: GraphQLNamedType): string {
  if (isScalarType(type)) return '';
  if (isEnumType(type))
    return table(
      'value',
      type.getValues().map((it) => [`\`${it.name}\``, cell(it.description)]),
    );
  if (isUnionType(type)) return `\nOne of ${type.getTypes().map(link).join(', ')}.\n`;
  const fields: readonly Member[] = Object.values(type.getFields());
  return table('field', fields.flatMap(toRows), 'type');
}

type Member = GraphQLField<unknown, unknown> | GraphQLInputField;

/** The field, and a row for each of its arguments. */
function toRows(field: Member): string[][] {
  const args = 'args' in field ? field.args : [];
  return [
    [`\`${field.name}\``, link(field.type), cell(field.description)],
    ...args.map((it) => [`&nbsp;&nbsp;\`${it.name}\`${fallbackOf(it)}`, link(it.type), cell(it.description)]),
  ];
}

function fallbackOf({ defaultValue, type }: GraphQLArgument): string {
  const value = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  return value ? ` = \`${print(value)}\`` : '';
}

function link(type: GraphQLType): string {
  const { name } = getNamedType(type);
  const text = `\`${type}\``;
  return /^(Boolean|Float|ID|Int|String)$/.test(name) ? text : `[${text}](#${name.toLowerCase()})`;
}

function cell(description: string | null | undefined): string {
  return (description ?? '').replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
}

function table(first: string, rows: readonly string[][], second?: string): string {
  const head = second ? [first, second, 'what it is'] : [first, 'what it is'];
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return `\n${lines.join('\n')}\n`;
}
