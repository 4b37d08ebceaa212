import { apiSlug, type MockTable } from '@apigouv/core/mocks';
import { mockTable as entreprise } from '@apigouv/entreprise/mocks';
import { mockTable as impotParticulier } from '@apigouv/impot-particulier/mocks';
import { mockTable as particulier } from '@apigouv/particulier/mocks';

/** The APIs the sandbox can serve, by short name. A new one is a line here. */
export const APIS: ReadonlyMap<string, MockTable> = new Map(
  [particulier, entreprise, impotParticulier].map((table) => [apiSlug(table.name), table]),
);
