import type { MockTable } from '@apigouv/core/mocks';
import { TABLES } from './generated/tables.ts';

/** The APIs the sandbox can serve, by short name. */
export const APIS: ReadonlyMap<string, MockTable> = new Map(Object.entries(TABLES));
