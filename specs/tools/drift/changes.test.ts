/** Every kind of change that harms somebody is seen, and those that harm nobody are not. */
import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';

const error = (code: string) => ({ value: { errors: [{ code, title: 'a', detail: 'b', source: null }] } });

const BASE = {
  openapi: '3.1.0',
  info: {},
  servers: [{ url: 'https://a.example' }],
  paths: {
    '/v3/a/{siren}': {
      get: {
        operationId: 'a',
        security: [{ jeton: [] }],
        'x-provider': '01',
        'x-scopes': ['entreprises'],
        parameters: [
          { name: 'siren', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'object', in: 'query', required: true, schema: { type: 'string', maxLength: 49 } },
          { name: 'sexe', in: 'query', schema: { type: 'string', enum: ['F', 'M'] } },
        ],
        responses: {
          200: {
            headers: { 'RateLimit-Limit': { schema: { type: 'integer' } } },
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['nom', 'cree'],
                  properties: {
                    nom: { type: 'string', description: 'Nom de naissance.' },
                    cree: { type: 'string', format: 'date-time' },
                    montant: { type: 'number' },
                    etat: { type: ['string', 'null'], enum: ['A', 'C', null] },
                    taille: { anyOf: [{ type: 'string', enum: ['GE', 'PME'] }, { type: 'string' }] },
                    // A union whose first form alone has a field of its own.
                    titulaire: {
                      oneOf: [
                        {
                          type: 'object',
                          properties: { nom: { type: 'string' }, sigle: { type: 'string' } },
                        },
                        { type: 'object', properties: { nom: { type: 'string' } } },
                      ],
                    },
                  },
                },
              },
            },
          },
          422: { content: { 'application/json': { examples: { a: error('00201'), b: error('00301') } } } },
          502: { 'x-error-codes': ['01000', '00501'] },
        },
      },
    },
  },
  components: {
    schemas: {},
    securitySchemes: { jeton: { type: 'http', scheme: 'bearer' }, autre: { type: 'http', scheme: 'basic' } },
  },
};

// biome-ignore lint/suspicious/noExplicitAny: a change may write anything anywhere.
type Free = any;
const get = (document: Free): Free => document.paths['/v3/a/{siren}'].get;
const answer = (document: Free): Free => get(document).responses[200];
const fields = (document: Free): Free => answer(document).content['application/json'].schema.properties;

function differences(change: (document: Free) => void): string[] {
  const theirs = structuredClone(BASE);
  change(theirs);
  return compare(BASE as Free, theirs as Free).map(
    ({ breaking, where, what }) =>
      `${breaking ? '✗' : '·'} ${where === 'GET /v3/a/{siren}' ? '' : `${where} — `}${what}`,
  );
}

const motif = { name: 'motif', in: 'query', required: true, schema: { type: 'string' } };

describe('a change that harms', () => {
  it.each<[string, (document: Free) => void, string[]]>([
    ['deprecation', (d) => (get(d).deprecated = true), ['· opération dépréciée']],
    [
      'an error code taken away',
      (d) => delete get(d).responses[422].content['application/json'].examples.a,
      ["· code d'erreur 00201 (422) : retiré"],
    ],
    [
      'a listed error code taken away',
      (d) => get(d).responses[502]['x-error-codes'].pop(),
      ["· code d'erreur 00501 (502) : retiré"],
    ],
    [
      'a new error code',
      (d) => get(d).responses[502]['x-error-codes'].push('01042'),
      ["· code d'erreur XX042 (502) : ajouté"],
    ],
    [
      'an error code of another status',
      (d) => (get(d).responses[502]['x-error-codes'] = ['00501', '00201', '01000']),
      ["· code d'erreur 00201 : statut 422, 502 au lieu de 422"],
    ],
    [
      'a header taken away',
      (d) => delete answer(d).headers['RateLimit-Limit'],
      ['· en-tête RateLimit-Limit : retiré'],
    ],
    [
      'a new required parameter',
      (d) => get(d).parameters.push(motif),
      ['✗ paramètre motif (query) : ajouté, obligatoire'],
    ],
    [
      'a new required parameter of the path item',
      (d) => (d.paths['/v3/a/{siren}'].parameters = [motif]),
      ['✗ paramètre motif (query) : ajouté, obligatoire'],
    ],
    [
      'another type in the path',
      (d) => (get(d).parameters[0].schema = { type: 'integer' }),
      ['✗ paramètre siren (path) : type integer au lieu de string'],
    ],
    [
      'a pattern in the path',
      (d) => (get(d).parameters[0].schema.pattern = '^A'),
      ['✗ paramètre siren (path) : pattern ^A ajouté'],
    ],
    [
      'a new method',
      (d) => (d.paths['/v3/a/{siren}'].post = { operationId: 'b', responses: {} }),
      ['· POST /v3/a/{siren} — opération ajoutée'],
    ],
    [
      'another format',
      (d) => (fields(d).cree.format = 'uuid'),
      ['· champ cree : format uuid au lieu de date-time'],
    ],
    [
      'a format that becomes a date',
      (d) => (fields(d).cree.format = 'date'),
      ['· champ cree : format date-time retiré'],
    ],
    [
      'a format where there was none',
      (d) => (fields(d).nom.format = 'date-time'),
      ['· champ nom : format date-time ajouté'],
    ],
    [
      'an enum dropped',
      (d) => delete fields(d).etat.enum,
      ['✗ champ etat : valeurs qui ne sont plus énumérées'],
    ],
    [
      'the known values of an open list dropped',
      (d) => (fields(d).taille = { type: 'string' }),
      ['· champ taille : valeurs qui ne sont plus énumérées'],
    ],
    [
      'an enum where there was none',
      (d) => (fields(d).nom.enum = ['1']),
      ['· champ nom : valeurs énumérées 1'],
    ],
    [
      'values of an enum',
      (d) => (fields(d).etat.enum = ['A', 'F', null]),
      ['✗ champ etat : valeurs retirées C', '· champ etat : valeurs ajoutées F'],
    ],
    [
      'a value that a parameter no longer takes',
      (d) => (get(d).parameters[2].schema.enum = ['F']),
      ['✗ paramètre sexe (query) : valeurs retirées M'],
    ],
    [
      'another content type',
      (d) => (answer(d).content = { 'text/csv': answer(d).content['application/json'] }),
      ['✗ type de contenu application/json : retiré', '· type de contenu text/csv : ajouté'],
    ],
    ['another answer', (d) => (get(d).responses[206] = answer(d)), ['· statut 206 ajouté']],
    [
      'another status of the answer',
      (d) => {
        get(d).responses[201] = answer(d);
        delete get(d).responses[200];
      },
      ['✗ statut 200 retiré', '· statut 201 ajouté'],
    ],
    [
      'other credentials',
      (d) => (get(d).security = [{ autre: [] }]),
      ['✗ sécurité http bearer : retirée', '· sécurité http basic : ajoutée'],
    ],
    [
      'other credentials, of the whole document',
      (d) => {
        delete get(d).security;
        d.security = [{ inconnu: [] }];
      },
      ['✗ sécurité http bearer : retirée', '· sécurité inconnue (inconnu) : ajoutée'],
    ],
    [
      'another server',
      (d) => (d.servers = [{ url: 'https://b.example' }]),
      ['✗ document — serveur https://a.example : retiré', '· document — serveur https://b.example : ajouté'],
    ],
    [
      'another text',
      (d) => (fields(d).nom.description = 'Nom de naissance, null à l’étranger.'),
      [expect.stringMatching(/^· champ nom : texte [0-9a-f]{8}$/) as unknown as string],
    ],
    [
      'other scopes',
      (d) => (get(d)['x-scopes'] = ['autre']),
      ['✗ scope autre : ajouté', '· scope entreprises : retiré'],
    ],
    [
      'a shorter maximum',
      (d) => (get(d).parameters[1].schema.maxLength = 10),
      ['✗ paramètre object (query) : maxLength 10 au lieu de 49'],
    ],
    [
      'a maximum where there was none',
      (d) => (get(d).parameters[0].schema.maxLength = 10),
      ['✗ paramètre siren (path) : maxLength 10 ajouté'],
    ],
    [
      'a field taken away from one form of a union',
      (d) => delete fields(d).titulaire.oneOf[0].properties.sigle,
      ['✗ champ titulaire.sigle : retiré'],
    ],
  ])('is seen: %s', (_, change, expected) => {
    expect(differences(change)).toEqual(expected);
  });
});

describe('a change that harms nobody', () => {
  it.each<[string, (document: Free) => void]>([
    ['none at all', () => {}],
    ['a null that no longer comes', (d) => (fields(d).etat = { type: 'string', enum: ['A', 'C'] })],
    ['an integer where any number could come', (d) => (fields(d).montant = { type: 'integer' })],
    [
      'a closed list of the values that ours leaves open',
      (d) => (fields(d).taille = { type: 'string', enum: ['PME', 'GE'] }),
    ],
    ['a field that becomes sure', (d) => answer(d).content['application/json'].schema.required.push('etat')],
    [
      'another name of the same scheme',
      (d) => {
        d.components.securitySchemes = { jwt: { type: 'http', scheme: 'Bearer', name: 'Authorization' } };
        get(d).security = [{ jwt: [] }];
      },
    ],
    ['the slash of a server', (d) => (d.servers[0].url += '/')],
    ['another case of a header', (d) => (answer(d).headers = { 'ratelimit-limit': {} })],
    ['another line break of a text', (d) => (fields(d).nom.description = ' Nom\n  de naissance. ')],
    [
      'other names of the examples',
      (d) => (get(d).responses[422].content['application/json'].examples = [error('00301'), error('00201')]),
    ],
    ['scopes unsaid', (d) => delete get(d)['x-scopes']],
    ['servers unsaid', (d) => delete d.servers],
  ])('is passed over: %s', (_, change) => {
    expect(differences(change)).toEqual([]);
  });
});
