import type { ApiPackage } from '@apigouv/codegen';
import type { MockTable } from '@apigouv/core/mocks';

/** The table of an API's mock. */
export const loadTable = async ({ packageName }: ApiPackage): Promise<MockTable> =>
  (await import(`${packageName}/mocks`)).mockTable;
