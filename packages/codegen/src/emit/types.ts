/** `types.ts`: what answers hold and what operations ask. */
import type { Api } from '../model/types.ts';
import { header, unionType } from '../text.ts';
import { ofName } from '../words/grammar.ts';
import type { Tree } from './ast.ts';
import type { ParamTypes } from './params.ts';

export function emitTypes(api: Api, tree: Tree, params: ParamTypes): string {
  const title = `/** Scopes ${ofName(api.title)} : ceux qui ouvrent une opération et ceux qui démasquent un champ. */\n`;
  const blocks = [title + unionType('Scope', api.scopes), ...tree.schemas, params.text];
  return header(api.source) + blocks.filter((block) => block !== '').join('\n');
}
