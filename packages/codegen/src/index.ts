/** From a bundled specification and its test cases to the TypeScript of a client package. */
export {
  type ApiPackage,
  creationOf,
  factoryOf,
  frontOf,
  importOf,
  listApis,
  prefixOf,
  variableOf,
} from './apis.ts';
export { generate } from './generate.ts';
export { type ApiSource, readApi } from './model/api.ts';
export type { Api, Operation, Param } from './model/types.ts';
export { SpecError } from './problems.ts';
export { type Page, referencePages } from './reference/pages.ts';
export { examplePrograms, type Front } from './reference/programs.ts';
export { writeFiles } from './write.ts';
