/** `node src/tables-cli.ts <dossier>` writes the mock table of every API, by short name. */
import { listApis, variableOf } from './apis.ts';
import { writeFiles } from './write.ts';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('Usage : tables-cli.ts <dossier de sortie>');
  process.exit(2);
}

const apis = listApis();
const text = `// Fichier généré d'après la liste des API : ne le modifiez pas, vos changements seraient perdus.
${apis.map((api) => `import { mockTable as ${variableOf(api)} } from '${api.packageName}/mocks';`).join('\n')}

export const TABLES = {
${apis.map((api) => `  '${api.name}': ${variableOf(api)},`).join('\n')}
};
`;
await writeFiles(folder, new Map([['tables.ts', text]]));
console.log(`✓ ${apis.length} API simulées`);
