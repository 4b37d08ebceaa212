/** The status is the application's own, for whom it serves; the body shows no more than our sentences. */
import { describe, expect, it } from 'vitest';
import { ApiError, type ApiErrorFields, InvalidRequestError } from './api.ts';
import { ApigouvError, type ErrorFields, type ErrorKind } from './base.ts';
import { InvalidParameterError } from './local.ts';
import { STATUSES, toProblem } from './problem.ts';

const failed = (kind: ErrorKind, more: Partial<ErrorFields> = {}): ApigouvError =>
  new ApigouvError('Message du développeur (dss.quotient, HTTP 401, code 00101)', {
    kind,
    retry: 'never',
    userMessage: "Phrase pour l'agent.",
    operation: 'dss.quotient',
    ...more,
  });

describe('a problem', () => {
  it.each(Object.entries(STATUSES) as [ErrorKind, number][])('%s: %i at most', (kind, status) => {
    const { body, headers, ...told } = toProblem(failed(kind, { retry: 'later' }));
    expect(told.status).toBe(status);
    expect(body).toEqual({
      type: 'about:blank',
      title: expect.stringMatching(/^[A-ZÉ]/),
      status,
      detail: "Phrase pour l'agent.",
      kind,
    });
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
    });
  });

  it('is never a 401 but for who can log in again', () => {
    const kinds = Object.entries(STATUSES).filter(([, status]) => status === 401);
    expect(kinds).toEqual([['login-again', 401]]);
    expect(toProblem(failed('login-again')).headers['www-authenticate']).toBe('FranceConnect');
  });

  it('says when to come back, known or not', () => {
    const askedAt = (more: Partial<ErrorFields>) =>
      toProblem(failed('maintenance', more)).headers['retry-after'];
    expect(askedAt({ retry: 'later', retryAfter: 5399.2 })).toBe('5400');
    expect(askedAt({ retry: 'later' })).toBe('60');
  });

  it('does not ask back who would be answered the same', () => {
    const { status, headers } = toProblem(failed('provider-down', { retry: 'never', retryAfter: 3 }));
    expect(status).toBe(502);
    expect(headers).not.toHaveProperty('retry-after');
  });

  it('has the name of the incident that it is given', () => {
    expect(toProblem(failed('server'), { instance: 'urn:uuid:1' }).body.instance).toBe('urn:uuid:1');
    expect(toProblem(failed('server')).body).not.toHaveProperty('instance');
  });

  it.each([[new TypeError('ROUX est inconnu')], ['ROUX'], [undefined], [null], [{ kind: 'not-found' }]])(
    'of an error that is not ours says nothing: %j',
    (error) => {
      const { status, body } = toProblem(error);
      expect(status).toBe(500);
      expect(body).toEqual({ type: 'about:blank', title: "Erreur de l'application", status: 500 });
    },
  );

  it('of a kind that this version does not know is a 500', () => {
    expect(toProblem(failed('nouvelle' as ErrorKind)).status).toBe(500);
  });
});

describe('the fields to correct', () => {
  const siret = { parameter: 'siret', reason: 'clé de contrôle fausse' };
  const recipient = { parameter: 'recipient', reason: 'manquant' };

  it('are those of the call, as TypeScript names them', () => {
    const { status, body } = toProblem(new InvalidParameterError([siret, recipient]));
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { field: 'siret', detail: 'clé de contrôle fausse' },
      { field: 'recipient', detail: 'manquant' },
    ]);
    expect(body.detail).not.toMatch(/siret|recipient/);
  });

  it('bear the names that the application gives them', () => {
    const { status, body } = toProblem(new InvalidParameterError([siret, recipient]), {
      fields: { siret: 'etablissement' },
    });
    expect(status).toBe(422);
    expect(body.errors).toEqual([{ field: 'etablissement', detail: 'clé de contrôle fausse' }]);
  });

  it('are nobody’s, when the user fills none of them: the application is wrong', () => {
    const { status, body } = toProblem(new InvalidParameterError([recipient]), {
      fields: { siret: 'siret' },
    });
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('recipient');
    const inherited = { parameter: 'constructor', reason: 'inconnu' };
    expect(toProblem(new InvalidParameterError([inherited]), { fields: {} }).status).toBe(500);
  });

  it('are told of what the API refuses too', () => {
    const fields: ApiErrorFields = {
      kind: 'invalid',
      retry: 'never',
      userMessage: 'Une information saisie est refusée : vérifiez-la.',
      httpStatus: 422,
      codes: ['35561'],
      sent: true,
      parameters: [{ parameter: 'nom', reason: "refusé par l'API" }],
    };
    const { body } = toProblem(new InvalidRequestError('nom', fields));
    expect(body.errors).toEqual([{ field: 'nom', detail: "refusé par l'API" }]);
    const { status, body: unnamed } = toProblem(new ApiError('nom', { ...fields, parameters: [] }), {
      fields: { nom: 'nom' },
    });
    expect([status, unnamed.detail, unnamed.errors]).toEqual([422, fields.userMessage, undefined]);
  });
});
