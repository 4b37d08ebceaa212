/** Arranges operations as the client hands them out: `dss.quotientFamilial.identite` is three levels. */
import type { Operation } from '../model/types.ts';

export interface Group {
  /** `['dss', 'quotientFamilial']`; empty for the client itself. */
  path: string[];
  groups: Map<string, Group>;
  methods: Map<string, Operation>;
}

export function groupOperations(operations: readonly Operation[]): Group {
  const root: Group = { path: [], groups: new Map(), methods: new Map() };
  for (const operation of operations) {
    const path = operation.id.split('.');
    const method = path.pop() ?? operation.id;
    let group = root;
    for (const key of path) {
      const inner = group.groups.get(key) ?? {
        path: [...group.path, key],
        groups: new Map(),
        methods: new Map(),
      };
      group.groups.set(key, inner);
      group = inner;
    }
    group.methods.set(method, operation);
  }
  return root;
}
