/** `errors.ts`: error codes as types. */
import type { Api } from '../model/types.ts';
import { header, propertyKey, quote, sorted, unionOf, unionType } from '../text.ts';
import { ofName } from '../words/grammar.ts';

export function emitErrors(api: Api): string {
  const all = sorted(api.operations.flatMap((operation) => operation.errors.map((error) => error.code)));
  const rows = api.operations.map(({ id, errors }) => {
    const codes = sorted(errors.map((error) => error.code));
    const key = id.includes('.') ? quote(id) : propertyKey(id);
    const flat = `  ${key}: ${unionOf(codes)};\n`;
    return flat.length <= 110
      ? flat
      : `  ${key}:\n${wrap(codes)
          .map((line) => `    | ${line}`)
          .join('\n')};\n`;
  });
  return `${header(api.source)}/** Codes d'erreur ${ofName(api.title)}. */
${unionType('CodeErreur', all)}
/** Codes d'erreur de chaque opération. */
export interface CodesParOperation {
${rows.join('')}}
`;
}

/** Ten codes a line. */
function wrap(codes: readonly string[]): string[] {
  const lines: string[] = [];
  for (let start = 0; start < codes.length; start += 10) lines.push(unionOf(codes.slice(start, start + 10)));
  return lines;
}
