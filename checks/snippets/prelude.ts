/** What a snippet may use without making it: the clients of a reader who followed the packages' first lines. */
import { creationOf, factoryOf, importOf, listApis, variableOf } from '@apigouv/codegen';
import ts from 'typescript';

const apis = listApis();

/** The declarations that a snippet lacks, on one line: none, when it is complete. */
export function preludeOf(code: string): string {
  const { declared, missing } = namesOf(code);
  const lacking = apis.filter((api) => missing.has(variableOf(api)));
  // An import of the snippet itself serves the prelude too.
  const imported = apis.filter(
    (api) => (lacking.includes(api) || missing.has(factoryOf(api))) && !declared.has(factoryOf(api)),
  );
  return [...imported.map(importOf), ...lacking.map(creationOf)].join(' ');
}

/** The names that a program declares, and those it uses without declaring them. */
function namesOf(code: string): { declared: Set<string>; missing: Set<string> } {
  const declared = new Set<string>();
  const used = new Set<string>();
  visit(code, (node, parent) => {
    if (isNameOfMember(node, parent)) return;
    used.add(node.text);
    if (isDeclared(node, parent)) declared.add(node.text);
  });
  return { declared, missing: used.difference(declared) };
}

const isDeclared = (node: ts.Identifier, parent: ts.Node): boolean =>
  'name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent);

/** `a.name` and `{ name: a }`. */
const isNameOfMember = (node: ts.Identifier, parent: ts.Node): boolean =>
  (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;

/** Every identifier, with the node that holds it. */
function visit(code: string, see: (node: ts.Identifier, parent: ts.Node) => void): void {
  const walk = (node: ts.Node): void =>
    ts.forEachChild(node, (child) => {
      if (ts.isIdentifier(child)) see(child, node);
      walk(child);
    });
  walk(ts.createSourceFile('extrait.ts', code, ts.ScriptTarget.Latest));
}
