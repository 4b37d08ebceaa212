/** Which checks a server makes of each operation: the set it names, else those of its parameters. */
import { type Document, operationsOf, resolve } from './model.ts';

/** `commun/controles.yaml`. */
export type ServerChecks = { rules: Record<string, object>; sets: Record<string, string[]> };

/** Writes each operation's `x-server-checks` out, and the rules that they need at the root. Says what names nothing. */
export function applyServerChecks(document: Document, { rules, sets }: ServerChecks): string[] {
  const server = document['x-server'];
  if (!server) return [];
  const problems: string[] = [];
  const used = new Set<string>();
  const use = (where: string, names: readonly string[]): void => {
    for (const name of names) {
      if (!rules[name]) problems.push(`${where} › contrôle « ${name} » inconnu de commun/controles.yaml`);
      used.add(name);
    }
  };
  for (const step of server.steps) if (Array.isArray(step)) use('x-server › steps', step);
  use('x-server › identity', server.identity ?? []);
  for (const { path, operation } of operationsOf(document)) {
    const set = operation['x-server-checks'];
    if (typeof set === 'string' && !sets[set])
      problems.push(`${path} › x-server-checks « ${set} » inconnu de commun/controles.yaml`);
    const names = typeof set === 'string' ? (sets[set] ?? []) : checksOfParameters(document, operation);
    use(path, names);
    operation['x-server-checks'] = names;
  }
  document['x-server-rules'] = Object.fromEntries(
    Object.entries(rules)
      .filter(([name]) => used.has(name))
      .map(([name, rule]) => [name, [rule].flat()]),
  );
  return problems;
}

function checksOfParameters(document: Document, { parameters = [] }: { parameters?: { $ref?: string }[] }) {
  return parameters.flatMap((reference) => {
    const { schema } = resolve(document, reference) as { schema?: Record<string, unknown> };
    const name = schema?.['x-server-check'];
    return typeof name === 'string' ? [name] : [];
  });
}
