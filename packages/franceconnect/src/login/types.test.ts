/** What the compiler knows of an identity and of a citizen's data, from the scopes asked for. */
import type { AuditEvent } from '@apigouv/core';
import { createParticulier } from '@apigouv/particulier';
import { expectTypeOf, it } from 'vitest';
import {
  createFranceConnect,
  type Identite,
  type KeptOf,
  type LoginEvent,
  type PendingLogin,
  type SessionOf,
} from '../index.ts';

const service = () =>
  createFranceConnect({
    environment: 'production',
    clientId: 'x',
    clientSecret: 'y',
    redirectUri: 'https://service.fr/retour',
    scopes: ['birthdate', 'birth', 'email', 'cnous_statut_boursier'],
  });

type Session = SessionOf<ReturnType<typeof service>>;

it('knows what the scopes open, and nothing else', () => {
  expectTypeOf<Session['identite']['birthdate']>().toEqualTypeOf<string>();
  expectTypeOf<Session['identite']['email']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Session['identite']>().not.toHaveProperty('family_name');
});

it('opens of API Particulier what the citizen consented to', () => {
  const call = (session: Session) =>
    createParticulier({ recipient: '13002526500013' })
      .withFranceConnect(session)
      .cnous.etudiantBoursier.franceConnect({});
  type Data = Awaited<ReturnType<typeof call>>['data'];
  expectTypeOf<Data>().toHaveProperty('statut_boursier');
  expectTypeOf<Data>().not.toHaveProperty('echelon_bourse');
});

it('follows the scopes of one login, kept in a session', () => {
  const login = () => service().startLogin({ scopes: ['family_name'] });
  type Kept = Awaited<ReturnType<typeof login>>['kept'];
  expectTypeOf<Kept>().toEqualTypeOf<PendingLogin<'family_name' | 'openid'>>();
  const finish = (kept: Kept) => service().finishLogin('https://service.fr/retour', kept);
  expectTypeOf<Awaited<ReturnType<typeof finish>>['identite']['family_name']>().toEqualTypeOf<string>();
});

it('names what a cookie has to keep', () => {
  type Scopes = 'openid' | 'birthdate' | 'birth' | 'email' | 'cnous_statut_boursier';
  expectTypeOf<KeptOf<ReturnType<typeof service>>>().toEqualTypeOf<PendingLogin<Scopes>>();
  const finish = (kept: KeptOf<ReturnType<typeof service>>) => service().finishLogin('/retour', kept);
  expectTypeOf<Awaited<ReturnType<typeof finish>>>().toEqualTypeOf<Session>();
});

it('is the whole identity, all optional, when scopes are unknown', () => {
  const finish = (kept: PendingLogin) => service().finishLogin('https://service.fr/retour', kept);
  expectTypeOf<Awaited<ReturnType<typeof finish>>['identite']>().toEqualTypeOf<Identite>();
});

it('tells of a login in the words of the other clients', () => {
  type Shared = 'outcome' | 'code' | 'durationMs';
  expectTypeOf<Exclude<keyof LoginEvent, 'reason'>>().toEqualTypeOf<'operation' | Shared>();
  expectTypeOf<Pick<LoginEvent, Shared>>().toEqualTypeOf<Pick<AuditEvent, Shared>>();
  expectTypeOf<LoginEvent['operation']>().toExtend<AuditEvent['operation']>();
});
