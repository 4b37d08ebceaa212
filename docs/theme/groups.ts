/** The groups a generated client's page and the menu list its exports in: operations first, then the client, then the data. */
import {
  type DeclarationReflection,
  type DocumentReflection,
  type ProjectReflection,
  ReflectionGroup,
  ReflectionKind,
} from 'typedoc';

const TITLES = {
  operations: 'Groupes d’opérations',
  client: 'Client et options',
  params: 'Paramètres des opérations',
  data: 'Données',
  masks: 'Champs ouverts par chaque scope',
  errors: 'Codes d’erreur',
};

// Fields keep the specification's order; what a package exports is looked up by its name.
const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name, 'fr');

/** Groups too long for the menu: a link or the search leads to their types. */
export const LOOKED_UP = [TITLES.params, TITLES.data, TITLES.masks];

export function regroup(project: ProjectReflection): void {
  const sourceOf = (child: DeclarationReflection | DocumentReflection): string =>
    project.getSymbolIdFromReflection(child)?.packagePath ?? '';
  const place = (child: DeclarationReflection | DocumentReflection): keyof typeof TITLES => {
    const file = /generated\/(\w+)\.ts$/.exec(sourceOf(child))?.[1];
    if (file === 'operations') return child.kind === ReflectionKind.Interface ? 'operations' : 'client';
    if (file === 'masks' || file === 'errors') return file;
    if (!file) return 'client';
    return child.name.endsWith('Params') ? 'params' : 'data';
  };
  for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
    if (!module.isDeclaration()) continue;
    const children = [...(module.childrenIncludingDocuments ?? [])].sort(byName);
    for (const group of module.groups ?? []) group.children.sort(byName);
    if (!children.some((child) => place(child) !== 'client')) continue;
    module.groups = Object.entries(TITLES).flatMap(([key, title]) => {
      const group = new ReflectionGroup(title, module);
      group.children = children.filter((child) => place(child) === key);
      return group.children.length > 0 ? [group] : [];
    });
  }
}
