import type { Parameter, Values } from './parameters.ts';

const FRANCE = '99100';

/** Someone born in France needs a commune code, or the commune's name with its department and the year of birth. */
export function birthplaceIsIncomplete(parameters: readonly Parameter[], values: Values): boolean {
  if (!parameters.some(({ wire }) => wire === 'codeCogInseeCommuneNaissance')) return false;
  const has = (wire: string) => {
    const parameter = parameters.find((one) => one.wire === wire);
    return parameter ? values.get(parameter.key) : undefined;
  };
  if (has('codeCogInseePaysNaissance') !== FRANCE || has('codeCogInseeCommuneNaissance')) return false;
  return !(
    has('nomCommuneNaissance') &&
    has('codeCogInseeDepartementNaissance') &&
    has('anneeDateNaissance')
  );
}
