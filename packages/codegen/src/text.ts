import { isIdentifier } from './names.ts';

/** A doc comment, its lines indented; nothing when there is nothing to say. */
export function docComment(text: string, indent = ''): string {
  const safe = text.trim().replaceAll('*/', '*\\/');
  if (safe === '') return '';
  const lines = safe.split('\n');
  if (lines.length === 1 && !safe.startsWith('@')) return `${indent}/** ${safe} */\n`;
  const body = lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n');
  return `${indent}/**\n${body}\n${indent} */\n`;
}

/** A string literal: single quotes, unless the text holds apostrophes and no double quote. */
export function quote(text: string): string {
  if (text.includes("'") && !text.includes('"')) return JSON.stringify(text);
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `'${escaped.replaceAll("'", "\\'")}'`;
}

export const propertyKey = (name: string): string => (isIdentifier(name) ? name : quote(name));

/** A JSON value as TypeScript, on one line as long as it fits. */
export function literal(value: unknown, indent = '', width = 110): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  const isArray = Array.isArray(value);
  const [open, close] = isArray ? ['[', ']'] : ['{', '}'];
  const items = isArray
    ? value.map((item) => (room: string) => literal(item, room, width))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(
          ([key, item]) =>
            (room: string) =>
              `${propertyKey(key)}: ${literal(item, room, width)}`,
        );
  if (items.length === 0) return `${open}${close}`;
  const flat = items.map((item) => item('')).join(', ');
  const pad = isArray ? '' : ' ';
  const oneLine = `${open}${pad}${flat}${pad}${close}`;
  if (!oneLine.includes('\n') && indent.length + oneLine.length <= width) return oneLine;
  return `${open}\n${items.map((item) => `${inner}${item(inner)},\n`).join('')}${indent}${close}`;
}

export const unionOf = (values: readonly string[]): string =>
  values.length === 0 ? 'never' : values.map(quote).join(' | ');

/** `export type X = 'a' | 'b'`, one member a line when there are many. */
export function unionType(name: string, values: readonly string[]): string {
  const flat = `export type ${name} = ${unionOf(values)};\n`;
  if (flat.length <= 110) return flat;
  return `export type ${name} =\n${values.map((value) => `  | ${quote(value)}`).join('\n')};\n`;
}

export const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();

export const header = (file: string): string =>
  `// Fichier généré à partir de specs/dist/${file} : ne le modifiez pas, vos changements seraient perdus.\n\n`;
