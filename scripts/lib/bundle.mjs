import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Size in bytes, minified and gzipped, of a program that imports the built packages. */
export async function gzippedSize(program) {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: `${root}packages/particulier` },
    absWorkingDir: root,
    nodePaths: [`${root}node_modules`, `${root}packages/core/node_modules`],
    alias: Object.fromEntries(
      ['particulier', 'entreprise', 'impot-particulier', 'franceconnect'].map((api) => [
        `@apigouv/${api}`,
        `${root}packages/${api}/dist/index.js`,
      ]),
    ),
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

export const ONE_CALL = `
import { createParticulier } from '@apigouv/particulier';
createParticulier({ recipient: '13002526500013' }).dss.quotientFamilial.identite({}).then(console.log);
`;

export const WHOLE_CLIENT = `
import * as particulier from '@apigouv/particulier';
import * as core from '@apigouv/core';
console.log(particulier, core);
`;

export const ONE_CALL_ENTREPRISE = `
import { createEntreprise } from '@apigouv/entreprise';
createEntreprise({ recipient: '13002526500013', context: 'a', object: 'b' }).insee.uniteLegale({ siren: '' }).then(console.log);
`;

export const WHOLE_ENTREPRISE = `
import * as entreprise from '@apigouv/entreprise';
import * as core from '@apigouv/core';
console.log(entreprise, core);
`;

/** All that the package exports, and of core only what it uses. */
export const ONLY_ENTREPRISE = `
import * as entreprise from '@apigouv/entreprise';
console.log(entreprise);
`;

export const ONE_CALL_IMPOT = `
import { createImpotParticulier } from '@apigouv/impot-particulier';
createImpotParticulier({ environment: '' }).ir.situation.spi({ spi: '', annrev: 0 }).then(console.log);
`;

export const WHOLE_IMPOT = `
import * as impot from '@apigouv/impot-particulier';
import * as core from '@apigouv/core';
console.log(impot, core);
`;

export const FRANCECONNECT = `
import * as franceConnect from '@apigouv/franceconnect';
console.log(franceConnect);
`;

export const OPENAPI_FETCH = `
import createClient from 'openapi-fetch';
createClient({ baseUrl: 'https://x.invalid' }).GET('/v3/dss/quotient_familial/identite', { params: { query: {} } }).then(console.log);
`;
