/** Documents by their title in menus, and by their file's name in addresses. */
import type { DocumentReflection, ProjectReflection } from 'typedoc';

/** A guide is called by its first heading: it says its title once. */
export function nameDocuments(project: ProjectReflection): void {
  for (const document of project.documents ?? []) {
    document.frontmatter.page ??= document.name;
    const [text = ''] = document.content.flatMap((part) => (part.kind === 'text' ? part.text : []));
    document.name = /^# (.+)$/m.exec(text)?.[1] ?? document.name;
  }
}

/** The address asked for by the document itself. */
export const pageOf = ({ frontmatter: { page } }: DocumentReflection): string | undefined =>
  typeof page === 'string' ? page : undefined;
