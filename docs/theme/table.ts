/** The table of an interface's fields: name, type, meaning. */
import type { DeclarationReflection, DefaultThemeRenderContext, DocumentReflection, SomeType } from 'typedoc';
import { ReflectionKind } from 'typedoc';
import { escapeHtml, render } from './html.ts';

/** A page this long keeps its list of fields beside it. */
const LONG = 20;

export const isField = (
  member: DeclarationReflection | DocumentReflection,
): member is DeclarationReflection =>
  member.isDeclaration() && member.kind === ReflectionKind.Property && !!member.type;

export function fieldsTable(
  context: DefaultThemeRenderContext,
  fields: DeclarationReflection[],
  id?: string,
): string {
  if (fields.length > LONG)
    context.page.pageHeadings.push(
      ...fields.map((field) => ({ link: `#${context.getAnchor(field)}`, text: field.name })),
    );
  const codes = fields.map(({ type }) => errorCodes(type));
  if (codes.every(Boolean) && codes.some((each) => each?.length))
    return table(
      ['Opération', 'Codes'],
      fields.map((field, index) => row(context, field, [codes[index]?.join(' ') || 'aucun'])),
      id,
    );
  const meanings = fields.map((field) => meaning(context, field));
  const explained = meanings.some(Boolean);
  return table(
    ['Champ', 'Type', ...(explained ? ['Signification'] : [])],
    fields.map((field, index) =>
      row(context, field, [typeOf(context, field), ...(explained ? [meanings[index] ?? ''] : [])]),
    ),
    id,
  );
}

function table(columns: string[], rows: string[], id = ''): string {
  const head = columns.map((column) => `<th scope="col">${column}</th>`).join('');
  return `<table class="champs tsd-typography"${id && ` id="${id}"`}><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function row(context: DefaultThemeRenderContext, field: DeclarationReflection, cells: string[]): string {
  const anchor = escapeHtml(context.getAnchor(field) ?? '');
  const name = `<a href="#${anchor}">${breakable(field.name)}</a>`;
  const shown = field.isDeprecated() ? `<s>${name}</s>` : name;
  const flags = [field.flags.isStatic && 'statique', field.flags.isOptional && 'facultatif'].filter(Boolean);
  const marks = flags.map((flag) => ` <i>${flag}</i>`).join('');
  return `<tr id="${anchor}"><th scope="row">${shown}${marks}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** A long name breaks between its words. */
function breakable(name: string): string {
  const words = name.length > 16 ? name.split(/(?<=[a-z])(?=[A-Z])|(?<=[_.])/) : [name];
  return words.map(escapeHtml).join('<wbr/>');
}

/** The error codes an operation's type is a union of; none for `never`, undefined for any other type. */
function errorCodes(type: SomeType | undefined): string[] | undefined {
  if (type?.type === 'intrinsic' && type.name === 'never') return [];
  const members = type?.type === 'union' ? type.types : [type];
  const codes = members.map((member) => (member?.type === 'literal' ? String(member.value) : ''));
  return codes.every((code) => /^\d{2,}$/.test(code)) ? codes.sort() : undefined;
}

function typeOf(context: DefaultThemeRenderContext, field: DeclarationReflection): string {
  // A cell wraps by itself: TypeDoc's line breaks are for its wide block.
  const type = render(context.type(field.type))
    .replace(/<br\/>[\s\u00a0]*/g, ' ')
    .replace(/^\s*<span class="tsd-signature-symbol">\|<\/span>/, '');
  const preset =
    field.defaultValue && field.defaultValue !== '...' ? ` = ${escapeHtml(field.defaultValue)}` : '';
  return type + preset;
}

function meaning(context: DefaultThemeRenderContext, field: DeclarationReflection): string {
  const { comment } = field;
  const deprecated = comment?.getTag('@deprecated');
  const others = comment?.blockTags.filter(({ tag }) => tag !== '@deprecated') ?? [];
  return [
    comment ? context.markdown(comment.summary).trim() : '',
    deprecated ? `<p><strong>Déprécié</strong></p>${context.markdown(deprecated.content)}` : '',
    ...others.map(({ content }) => context.markdown(content)),
    render(context.typeDetailsIfUseful(field, field.type)),
  ]
    .join('')
    .replace(/^<p>(.*?)<\/p>$/s, (all, text: string) => (text.includes('<p>') ? all : text));
}
