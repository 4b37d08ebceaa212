/** `types.ts`: what answers hold and what operations ask. */
import type { Api } from '../model/types.ts';
import { header, ofName, sorted, unionType } from '../text.ts';
import type { Tree } from './ast.ts';
import type { ContextTypes } from './context.ts';
import type { ParamTypes } from './params.ts';

export function emitTypes(api: Api, tree: Tree, params: ParamTypes, context: ContextTypes): string {
  const title = `/** Scopes ${ofName(api.title)} : ceux qui ouvrent une opération et ceux qui démasquent un champ. */\n`;
  const blocks = [
    title + unionType('Scope', api.scopes),
    quotaGroups(api),
    context.text,
    ...tree.schemas,
    params.text,
  ];
  return header(api.source) + blocks.filter((block) => block !== '').join('\n');
}

function quotaGroups({ title, limits }: Api): string {
  const groups = sorted(Object.keys(limits));
  if (groups.length === 0) return '';
  return `/** Groupes de quota ${ofName(title)}, que l'option \`quota.limits\` peut nommer. */\n${unionType('QuotaGroup', groups)}`;
}
