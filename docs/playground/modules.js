/** What a reader's program may import, and the bundle that each name becomes. */
export const MODULES = {
  '@apigouv/core': 'core.js',
  '@apigouv/core/identifiers': 'core-identifiers.js',
  '@apigouv/core/identite': 'core-identite.js',
  '@apigouv/particulier': 'particulier.js',
  '@apigouv/particulier/mocks': 'particulier-mocks.js',
  '@apigouv/entreprise': 'entreprise.js',
  '@apigouv/entreprise/mocks': 'entreprise-mocks.js',
  '@apigouv/impot-particulier': 'impot-particulier.js',
  '@apigouv/impot-particulier/mocks': 'impot-particulier-mocks.js',
};

const IMPORT = /^\s*import\b[^'"]*(['"])([^'"]+)\1;?[^\S\n]*$/gm;

/** Bare names are read nowhere in a browser: each becomes the address of its bundle. */
export function resolveImports(program, base) {
  return program.replace(IMPORT, (statement, quote, name) =>
    MODULES[name]
      ? statement.replace(`${quote}${name}${quote}`, `'${new URL(MODULES[name], base)}'`)
      : statement,
  );
}

/** True for a whole program of ours: it creates what it uses, shows something, and imports nothing that needs a server. */
export function isRunnable(program) {
  const names = [...program.matchAll(IMPORT)].map(([, , name]) => name);
  return names.length > 0 && names.every((name) => MODULES[name]) && program.includes('console.log(');
}
