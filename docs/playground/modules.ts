const IMPORT = /^\s*import\b[^'"]*(['"])([^'"]+)\1;?[^\S\n]*$/gm;

/** Bare names are read nowhere in a browser: each becomes the address of its module, where it has one. */
export function resolveImports(program: string, addressOf: (name: string) => string | undefined): string {
  return program.replace(IMPORT, (statement: string, quote: string, name: string) => {
    const address = addressOf(name);
    return address ? statement.replace(`${quote}${name}${quote}`, `'${address}'`) : statement;
  });
}

/** True for a whole program of ours: it creates what it uses, shows something, and imports nothing that needs a server. */
export function isRunnable(program: string, isKnown: (name: string) => boolean): boolean {
  const names = [...program.matchAll(IMPORT)].map(([, , name = '']) => name);
  return names.length > 0 && names.every(isKnown) && program.includes('console.log(');
}
