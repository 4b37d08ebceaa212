import { InvalidParameterError } from '@apigouv/core';
import { type IdentiteFranceConnect, toIdentite } from '@apigouv/core/identite';
import type { MockUsager } from '@apigouv/core/mocks';
import type { FoundCase } from './case-file.ts';

interface Introspection extends IdentiteFranceConnect {
  scope?: string;
}

/** A FranceConnect token's case: the citizen it stands for, under the API's parameter names. */
export function usagerOf({ params, response }: FoundCase): Record<string, MockUsager> {
  const { token } = params as { token?: unknown };
  const { token_introspection: found } = (response ?? {}) as { token_introspection?: Introspection };
  if (typeof token !== 'string' || !found) return {};
  const scopes = found.scope?.split(' ').filter(Boolean);
  return { [token]: { identite: identiteOf(found), ...(scopes ? { scopes } : {}) } };
}

/** An identity that lacks something is none: the API refuses it as incomplete. */
function identiteOf(found: IdentiteFranceConnect): MockUsager['identite'] {
  try {
    return { ...toIdentite(found) };
  } catch (error) {
    if (error instanceof InvalidParameterError) return {};
    throw error;
  }
}
