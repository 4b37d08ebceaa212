/** Programs whose bundle is measured. */

export const ONE_CALL = `
import { createParticulier } from '@apigouv/particulier';
createParticulier({ recipient: '13002526500013' }).dss.quotientFamilial.identite({}).then(console.log);
`;

export const ONE_CALL_ENTREPRISE = `
import { createEntreprise } from '@apigouv/entreprise';
createEntreprise({ recipient: '13002526500013', context: 'a', object: 'b' }).insee.uniteLegale({ siren: '' }).then(console.log);
`;

export const ONE_CALL_IMPOT = `
import { createImpotParticulier } from '@apigouv/impot-particulier';
createImpotParticulier({ environment: '' }).ir.situation.spi({ spi: '', annrev: 0 }).then(console.log);
`;

/** All that an API's package exports, and all of core. */
export const wholeClient = (api: string): string => `
import * as api from '@apigouv/${api}';
import * as core from '@apigouv/core';
console.log(api, core);
`;

/** All that a package exports, and of core only what it uses. */
export const alone = (name: string): string => `
import * as api from '@apigouv/${name}';
console.log(api);
`;

/** One door of `@apigouv/cog`, and nothing else of it. */
export const placesOfBirth = (door: '' | '/countries' | '/postal-codes'): string => `
import * as cog from '@apigouv/cog${door}';
console.log(cog);
`;

/** What the bundle has if of the countries only their function is used. */
export const ONE_COUNTRY = `
import { findCountry } from '@apigouv/cog';
console.log(findCountry('DE'));
`;

export const OPENAPI_FETCH = `
import createClient from 'openapi-fetch';
createClient({ baseUrl: 'https://x.invalid' }).GET('/v3/dss/quotient_familial/identite', { params: { query: {} } }).then(console.log);
`;
