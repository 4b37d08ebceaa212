/** The API packages of this repository, each told by its own `package.json`: their one list. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { camelCase } from './names.ts';
import type { Front } from './reference/programs.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const SCOPE = '@apigouv/';
const LINE_WIDTH = 110;

/** `apigouv` in the `package.json` of an API. */
interface About {
  /** Its name in TypeScript: `createImpotParticulier`, `mockImpotParticulier`. */
  api: string;
  /** What the client of an example is given, its token aside. */
  example: { options: Record<string, string>; comment?: string };
}

interface Manifest {
  name: string;
  version: string;
  apigouv?: About;
}

export interface ApiPackage extends About {
  /** `@apigouv/impot-particulier`. */
  packageName: string;
  /** `impot-particulier`: its folder's name, its specification's, its address in the sandbox. */
  name: string;
  folder: string;
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

const shortName = (packageName: string): string => packageName.slice(SCOPE.length);

export function listApis(): ApiPackage[] {
  return readdirSync(join(root, 'packages'))
    .sort()
    .map((name) => join(root, 'packages', name))
    .flatMap((folder) => {
      const { name: packageName, apigouv } = readManifest(folder);
      return apigouv ? [{ ...apigouv, packageName, name: shortName(packageName), folder }] : [];
    });
}

/** What `generate` reads and writes for a package: an API, or an identity provider, which has no name of its own in TypeScript. */
export function generationOf(folder: string) {
  const { name, version, apigouv } = readManifest(folder);
  const specification = join(root, 'specs/dist', shortName(name));
  return {
    specPath: `${specification}.json`,
    casesPath: `${specification}.cases.json`,
    folder: join(folder, 'src/generated'),
    typeName: apigouv?.api,
    version,
  };
}

/** The variable that holds an example's client. */
export const variableOf = ({ name }: ApiPackage): string => camelCase(name);

export const factoryOf = ({ api }: ApiPackage): string => `create${api}`;

/** What its variables of the environment begin with; said in its specification, which must be built. */
export const prefixOf = ({ folder }: ApiPackage): string =>
  JSON.parse(readFileSync(generationOf(folder).specPath, 'utf8'))['x-env'];

export const importOf = (api: ApiPackage): string =>
  `import { ${factoryOf(api)} } from '${api.packageName}';`;

/** The making of an example's client, on one line. */
export const creationOf = (api: ApiPackage): string => `${begin(api)} ${fieldsOf(api).join(', ')} });`;

/** The first lines of an example, as a reader would write them. */
export function frontOf(api: ApiPackage): Front {
  const { comment } = api.example;
  const oneLine = creationOf(api);
  const lines = [begin(api), ...fieldsOf(api).map((field) => `  ${field},`), '});'];
  const creation = oneLine.length <= LINE_WIDTH ? oneLine : lines.join('\n');
  return { imports: importOf(api), creation: comment ? `// ${comment}\n${creation}` : creation };
}

const begin = (api: ApiPackage): string => `const ${variableOf(api)} = ${factoryOf(api)}({`;

const fieldsOf = ({ example }: ApiPackage): string[] =>
  Object.entries(example.options).map(([key, value]) => `${key}: '${value}'`);
