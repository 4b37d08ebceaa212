/** Finds the code blocks of a Markdown document, or of the doc comments of a TypeScript source. */

const MARKERS = ['suite'];
// A doc comment's lines begin with a star; what follows it is Markdown.
const FENCE = { md: /^\s*```(\w*) ?(.*)$/, ts: /^\s*\* ```(\w*) ?(.*)$/ };
const MARGIN = { md: '', ts: /^\s*\* ?/ };
const EXAMPLE = /^\s*\/?\*+ @example\b(?!\.)/;

/**
 * TypeScript blocks: `line` is the one of their first code, from 1, and `lines` their code. A `suite` block has the block it goes on from
 * as its `base`.
 */
export function blocksOf(path, text) {
  const kind = path.endsWith('.md') ? 'md' : 'ts';
  const blocks = [];
  let open;
  let base;
  text.split('\n').forEach((line, index) => {
    const [, language, info] = FENCE[kind].exec(line) ?? [];
    if (language === undefined) {
      open?.lines.push(line.replace(MARGIN[kind], ''));
    } else if (!open) {
      open = { path, language, line: index + 2, lines: [], info };
    } else {
      if (open.language === 'ts') blocks.push(close(open));
      open = undefined;
    }
  });
  if (open) throw new Error(`${path}:${open.line - 1} : bloc sans fin`);
  return blocks;

  function close({ path, line, lines, info }) {
    const markers = info.split(' ').filter(Boolean);
    const unknown = markers.find((marker) => !MARKERS.includes(marker));
    if (unknown) throw new Error(`${path}:${line - 1} : marque inconnue « ${unknown} »`);
    const block = { path, line, lines };
    if (!markers.includes('suite')) {
      base = block;
      return block;
    }
    if (!base) throw new Error(`${path}:${line - 1} : « suite » sans bloc avant lui`);
    return { ...block, base };
  }
}

/** Lines, from 1, of the `@example` that no ```ts block follows: nothing would check them. */
export function bareExamples(text) {
  const lines = text.split('\n');
  return lines.flatMap((line, index) =>
    EXAMPLE.test(line) && FENCE.ts.exec(lines[index + 1] ?? '')?.[1] !== 'ts' ? [index + 1] : [],
  );
}
