/** Finds the code blocks of a Markdown document, or of the doc comments of a TypeScript source. */

const MARKERS = ['suite'];
// A doc comment's lines begin with a star; what follows it is Markdown.
const FENCE = { md: /^\s*(`{3,})(\w*) ?(.*)$/, ts: /^\s*\* (`{3,})(\w*) ?(.*)$/ };
const MARGIN = { md: '', ts: /^\s*\* ?/ };
const EXAMPLE = /^\s*\/?\*+ @example\b(?!\.)/;

/** Code, and the line of its first one, from 1. */
export interface Code {
  line: number;
  lines: string[];
}

/** A TypeScript block of a document. A `suite` block has the block it goes on from as its `base`. */
export interface Block extends Code {
  path: string;
  base?: Block;
}

export interface Fence extends Code {
  language: string;
  info: string;
}

export function blocksOf(path: string, text: string): Block[] {
  const blocks: Block[] = [];
  let base: Block | undefined;
  for (const fence of fencesOf(path, text)) {
    if (fence.language !== 'ts') continue;
    const block = blockOf(path, fence, base);
    if (!block.base) base = block;
    blocks.push(block);
  }
  return blocks;
}

/** Every block, whatever its language. One of longer fences may hold others. */
export function fencesOf(path: string, text: string): Fence[] {
  const kind = path.endsWith('.md') ? 'md' : 'ts';
  const closed: Fence[] = [];
  let open: (Fence & { marks: string }) | undefined;
  text.split('\n').forEach((line, index) => {
    const [, marks, language = '', info = ''] = FENCE[kind].exec(line) ?? [];
    if (marks === undefined || (open && marks !== open.marks)) {
      open?.lines.push(line.replace(MARGIN[kind], ''));
    } else if (!open) {
      open = { language, info, line: index + 2, lines: [], marks };
    } else {
      closed.push(open);
      open = undefined;
    }
  });
  if (open) throw new Error(`${path}:${open.line - 1} : bloc sans fin`);
  return closed;
}

function blockOf(path: string, { line, lines, info }: Fence, base: Block | undefined): Block {
  const markers = info.split(' ').filter(Boolean);
  const unknown = markers.find((marker) => !MARKERS.includes(marker));
  if (unknown) throw new Error(`${path}:${line - 1} : marque inconnue « ${unknown} »`);
  if (!markers.includes('suite')) return { path, line, lines };
  if (!base) throw new Error(`${path}:${line - 1} : « suite » sans bloc avant lui`);
  return { path, line, lines, base };
}

/** Lines, from 1, of the `@example` that no ```ts block follows: nothing would check them. */
export function bareExamples(text: string): number[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) =>
    EXAMPLE.test(line) && FENCE.ts.exec(lines[index + 1] ?? '')?.[2] !== 'ts' ? [index + 1] : [],
  );
}
