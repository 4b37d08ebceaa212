/** `paths.ts`: openapi-typescript's own view, for the raw client only. */
import type { Api } from '../model/types.ts';
import { header } from '../text.ts';
import type { Tree } from './ast.ts';

export function emitPaths(api: Api, tree: Tree): string {
  const names = tree.used.map((name) => `  ${name},\n`).join('');
  const imports = tree.used.length === 0 ? '' : `import type {\n${names}} from './types.ts';\n\n`;
  return header(api.source) + imports + tree.paths.join('\n');
}
