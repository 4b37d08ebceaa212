/** What a snippet may use without making it: the clients of a reader who followed the packages' first lines. */
import ts from 'typescript';

const entreprise = `{ recipient: '21920023500014', context: 'Marché public', object: 'Marché 2026-127' }`;
const CLIENTS = [
  { name: 'particulier', create: 'createParticulier', options: `{ recipient: '13002526500013' }` },
  { name: 'entreprise', create: 'createEntreprise', options: entreprise },
  { name: 'impot-particulier', create: 'createImpotParticulier', options: `{ token: 'essai' }` },
];

/** The declarations that a snippet lacks, on one line: none, when it is complete. */
export function preludeOf(code: string): string {
  const { declared, missing } = namesOf(code);
  const imports: string[] = [];
  const lines: string[] = [];
  for (const { name, create, options } of CLIENTS) {
    const variable = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const isMissing = missing.has(variable);
    if (isMissing) lines.push(`const ${variable} = ${create}(${options});`);
    // An import of the snippet itself serves the prelude too.
    if ((isMissing || missing.has(create)) && !declared.has(create))
      imports.push(`import { ${create} } from '@apigouv/${name}';`);
  }
  return [...imports, ...lines].join(' ');
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
