import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { at } from '../lib/root.ts';

/** Size in bytes, minified and gzipped, of a program that imports the built packages. */
export async function gzippedSize(program: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: at('checks') },
    absWorkingDir: at(),
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    // tsup's chunks name one another without a use, which esbuild tells of files outside node_modules.
    logLevel: 'error',
  });
  const [file] = outputFiles;
  if (!file) throw new Error("esbuild n'a rien écrit");
  return gzipSync(file.contents, { level: 9 }).length;
}
