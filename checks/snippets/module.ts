/** Makes a block a module of its own that keeps the line numbers of its document, so that errors point into it. */
import type { Block, Code } from './blocks.ts';
import { preludeOf } from './prelude.ts';

export function moduleOf({ path, line, lines, base }: Block): string {
  const kept: string[] = [];
  // A source's first line is never an example: the comment opens before it.
  if (path.endsWith('.ts')) kept[0] = preludeOf([...(base?.lines ?? []), ...lines].join('\n'));
  const blocks: Code[] = base ? [base, { line, lines }] : [{ line, lines }];
  for (const block of blocks)
    block.lines.forEach((text, index) => {
      kept[block.line - 1 + index] = text;
    });
  // In a scope of its own, what goes on may name again what the first block named. Imports stay outside.
  if (base) {
    const start = line - 1 + lines.findIndex((text) => !/^(import |\s*$)/.test(text));
    kept[start] = `{ ${kept[start]}`;
    kept[line - 1 + lines.length] = '}';
  }
  return `${Array.from(kept, (text) => text ?? '').join('\n')}\nexport {};\n`;
}

/** Name of the module's file. `locate` turns it back, in a message, into a place of the document. */
export const fileName = ({ path, line }: Pick<Block, 'path' | 'line'>): string =>
  `${path.replaceAll('/', '--')}--${line}.ts`;

export const locate = (message: string): string =>
  message
    .replace(/([\w.-]+)--\d+\.ts\((\d+),\d+\)/g, place)
    .replace(/(?:file:\/\/)?[^\s(]*?([\w.-]+)--\d+\.ts:(\d+):\d+/g, place);

const place = (_: string, name: string, line: string): string => `${name.replaceAll('--', '/')}:${line}`;
