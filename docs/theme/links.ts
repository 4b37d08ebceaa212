/** Links from one package's signatures to another's types: TypeDoc converts each package alone, and sees of the others their build only. */
import {
  DeclarationReflection,
  makeRecursiveVisitor,
  type ProjectReflection,
  ReferenceType,
  ReflectionKind,
} from 'typedoc';

export function linkPackages(project: ProjectReflection): void {
  const exports = new Map<string, DeclarationReflection>();
  for (const module of project.children ?? [])
    for (const child of [module, ...(module.children ?? [])].flatMap(({ children }) => children ?? []))
      if (!child.kindOf(ReflectionKind.Module | ReflectionKind.Reference))
        exports.set(`${module.name} ${child.name}`, child);

  const reflections = Object.values(project.reflections);
  const extensions = reflections.flatMap((child) =>
    ((child as DeclarationReflection).extendedTypes ?? [])
      .filter((parent) => parent.type === 'reference' && !parent.reflection)
      .map((parent) => ({ child, parent: parent as ReferenceType })),
  );
  const visitor = makeRecursiveVisitor({
    reference({ symbolId }) {
      const target = symbolId && exports.get(`${symbolId.packageName} ${symbolId.qualifiedName}`);
      if (target) project.registerSymbolId(target, symbolId);
    },
  });
  for (const reflection of reflections) (reflection as DeclarationReflection).type?.visit(visitor);
  for (const { child, parent } of extensions) {
    parent.visit(visitor);
    // The page of the whole hierarchy starts from what is extended.
    const target = parent.reflection;
    const extended = ReferenceType.createResolvedReference(child.name, child, project);
    if (target instanceof DeclarationReflection) target.extendedBy = [...(target.extendedBy ?? []), extended];
  }
}
