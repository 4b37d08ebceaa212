import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A place of the repository. */
export const at = (...path: string[]): string => join(root, ...path);
