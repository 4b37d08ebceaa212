/** What a snippet may use without making it: the clients of a reader who followed the packages' first lines. */
import ts from 'typescript';

const entreprise = `{ recipient: '21920023500014', context: 'Marché public', object: 'Marché 2026-127' }`;
const imports = {
  createParticulier: '@apigouv/particulier',
  createEntreprise: '@apigouv/entreprise',
  createImpotParticulier: '@apigouv/impot-particulier',
};
const clients = {
  particulier: ['createParticulier', `{ recipient: '13002526500013' }`],
  entreprise: ['createEntreprise', entreprise],
  impotParticulier: ['createImpotParticulier', `{ token: 'essai' }`],
};

/** The declarations that a snippet lacks, on one line: none, when it is complete. */
export function preludeOf(code) {
  const missing = missingNames(code);
  const lines = Object.entries(clients)
    .filter(([name]) => missing.has(name))
    .map(([name, [create, options]]) => {
      missing.add(create);
      return `const ${name} = ${create}(${options});`;
    });
  // An import of the snippet itself serves the prelude too.
  const own = declaredNames(code);
  const imported = Object.entries(imports)
    .filter(([name]) => missing.has(name) && !own.has(name))
    .map(([name, from]) => `import { ${name} } from '${from}';`);
  return [...imported, ...lines].join(' ');
}

function missingNames(code) {
  const own = declaredNames(code);
  const used = new Set();
  visit(code, (node, parent) => {
    const isMemberName = isMember(parent) && parent.name === node;
    if (!isMemberName && !own.has(node.text)) used.add(node.text);
  });
  return used;
}

function declaredNames(code) {
  const own = new Set();
  visit(code, (node, parent) => {
    if (parent.name === node && !isMember(parent) && !ts.isShorthandPropertyAssignment(parent))
      own.add(node.text);
  });
  return own;
}

/** `a.name` and `{ name: a }`. */
const isMember = (node) => ts.isPropertyAccessExpression(node) || ts.isPropertyAssignment(node);

/** Every identifier, with the node that holds it. */
function visit(code, see) {
  const walk = (node) =>
    ts.forEachChild(node, (child) => {
      if (ts.isIdentifier(child)) see(child, node);
      walk(child);
    });
  walk(ts.createSourceFile('extrait.ts', code, ts.ScriptTarget.Latest));
}
