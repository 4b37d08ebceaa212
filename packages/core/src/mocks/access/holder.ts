import type { Operation } from '../table/operation.ts';
import type { Values } from '../table/types.ts';
import { decodeJwt } from './jwt.ts';

/** What a call's quota is counted by: the token's habilitation; of an editor's, the delegation. A citizen's tokens count for the service. */
export function holderOf({ spec }: Operation, token: string, values: Values): string {
  if (spec.citizen) return 'france-connect';
  const claims = decodeJwt(token);
  const { uid = token, editor } = typeof claims === 'object' ? claims : {};
  return `${uid} ${values.get('delegationId') ?? (editor ? values.get('recipient') : '')}`;
}
