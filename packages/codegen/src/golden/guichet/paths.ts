// Fichier généré à partir de specs/dist/guichet.json : ne le modifiez pas, vos changements seraient perdus.

import type {
  Foyer,
  Erreurs,
} from './types.ts';

export interface paths {
    "/foyer/{numero}/annee/{annee}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Foyer, par son numéro */
        get: operations["foyer.numero"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/foyer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Foyer d'un citoyen connecté */
        get: operations["foyer.franceConnect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Foyer: Foyer;
        Erreurs: Erreurs;
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "foyer.numero": {
        parameters: {
            query?: never;
            header: {
                /** Nom de l'appel. */
                "X-Correlation-ID": string;
                /** Nom du téléservice. */
                ID_Teleservice?: string;
            };
            path: {
                /** Numéro fiscal. */
                numero: string;
                /** Année. */
                annee: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Réponse. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/prs.guichet.v1+json": components["schemas"]["Foyer"];
                };
            };
            /** Sans réponse possible. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** Refus. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erreurs"];
                };
            };
            /** Refus. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erreurs"];
                };
            };
            /** Refus. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erreurs"];
                };
            };
            /** Erreur technique. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erreurs"];
                };
            };
        };
    };
    "foyer.franceConnect": {
        parameters: {
            query?: never;
            header: {
                /** Nom de l'appel. */
                "X-Correlation-ID": string;
                /** Nom du téléservice. */
                ID_Teleservice?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Réponse. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/prs.guichet.v1+json": components["schemas"]["Foyer"];
                };
            };
            /** Refus. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erreurs"];
                };
            };
        };
    };
}
