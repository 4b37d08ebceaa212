// Fichier généré à partir de specs/dist/mini.json : ne le modifiez pas, vos changements seraient perdus.

import type {
  Erreurs,
  Erreur,
  Vide,
  Sexe,
  ReponseEtatCivil,
  ReponseEtatCivilV2,
  EtatCivil,
  Adresse,
  Enfant,
  ReponseEtablissements,
  ElementEtablissement,
  Etablissement,
  ReponseDocuments,
  Documents,
  EtatPlateforme,
  EtablissementComplet,
} from './types.ts';

export interface paths {
    "/v3/etat_civil/identite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** État civil, par l'identité */
        get: operations["etatCivil.identite"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/etat_civil/france_connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** État civil du citoyen connecté */
        get: operations["etatCivil.franceConnect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/etat_civil/identite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * État civil, ancienne version
         * @deprecated
         */
        get: operations["v2.etatCivil.identite"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/unites/{siren}/etablissements/{code_postal}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** SIREN de l'unité légale. */
                siren: components["parameters"]["siren"];
            };
            cookie?: never;
        };
        /** Établissements d'une unité légale */
        get: operations["unites.etablissements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Derniers documents */
        get: operations["documents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** État de la plateforme */
        get: operations["plateforme.etat"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ancien document
         * @deprecated
         */
        get: operations["v1.document"];
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
        Erreurs: Erreurs;
        Erreur: Erreur;
        Vide: Vide;
        Sexe: Sexe;
        ReponseEtatCivil: ReponseEtatCivil;
        ReponseEtatCivilV2: ReponseEtatCivilV2;
        EtatCivil: EtatCivil;
        Adresse: Adresse;
        Enfant: Enfant;
        ReponseEtablissements: ReponseEtablissements;
        ElementEtablissement: ElementEtablissement;
        Etablissement: Etablissement;
        ReponseDocuments: ReponseDocuments;
        Documents: Documents;
        EtatPlateforme: EtatPlateforme;
        EtablissementComplet: EtablissementComplet;
    };
    responses: {
        /** Jeton refusé. */
        JetonRefuse: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Erreurs"];
            };
        };
    };
    parameters: {
        /** SIRET du destinataire. */
        recipient: string;
        /** Délégation de l'éditeur. */
        delegationId: string;
        /** Ne pas lire le cache. */
        cacheControl: string;
        /** Identifiant de suivi. */
        trace: string;
        /** Nom de naissance. */
        nomNaissance: string;
        /** Prénoms. */
        prenoms: string[];
        /** Sexe. */
        sexe: components["schemas"]["Sexe"];
        /** Année. */
        annee: number;
        /** Mois, de 1 à 12. */
        mois: number;
        /** Commune de naissance. */
        commune: string;
        /** SIREN de l'unité légale. */
        siren: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "etatCivil.identite": {
        parameters: {
            query: {
                /** SIRET du destinataire. */
                recipient: components["parameters"]["recipient"];
                /** Délégation de l'éditeur. */
                delegation_id?: components["parameters"]["delegationId"];
                /** Nom de naissance. */
                nomNaissance: components["parameters"]["nomNaissance"];
                /** Prénoms. */
                "prenoms[]": components["parameters"]["prenoms"];
                /** Sexe. */
                sexeEtatCivil: components["parameters"]["sexe"];
                /** Année. */
                annee?: components["parameters"]["annee"];
                /** Mois, de 1 à 12. */
                mois?: components["parameters"]["mois"];
                /** Commune de naissance. */
                code_commune?: components["parameters"]["commune"];
            };
            header?: {
                /** Ne pas lire le cache. */
                "Cache-Control"?: components["parameters"]["cacheControl"];
                /** Identifiant de suivi. */
                "X-Trace"?: components["parameters"]["trace"];
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
                    "application/json": components["schemas"]["ReponseEtatCivil"];
                };
            };
            401: components["responses"]["JetonRefuse"];
            /** Introuvable. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erreurs"];
                };
            };
            /** Conflit. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erreurs"];
                };
            };
            /** Paramètre refusé. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erreurs"];
                };
            };
            /** Fournisseur en défaut. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erreurs"];
                };
            };
        };
    };
    "etatCivil.franceConnect": {
        parameters: {
            query: {
                /** SIRET du destinataire. */
                recipient: components["parameters"]["recipient"];
                /** Délégation de l'éditeur. */
                delegation_id?: components["parameters"]["delegationId"];
                /** Année. */
                annee?: components["parameters"]["annee"];
            };
            header?: never;
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
                    "application/json": components["schemas"]["ReponseEtatCivil"];
                };
            };
            401: components["responses"]["JetonRefuse"];
            /** Introuvable. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erreurs"];
                };
            };
        };
    };
    "v2.etatCivil.identite": {
        parameters: {
            query: {
                /** SIRET du destinataire. */
                recipient: components["parameters"]["recipient"];
                /** Délégation de l'éditeur. */
                delegation_id?: components["parameters"]["delegationId"];
                /** Nom de naissance. */
                nomNaissance: components["parameters"]["nomNaissance"];
                /** Prénoms. */
                "prenoms[]": components["parameters"]["prenoms"];
                /** Sexe. */
                sexeEtatCivil: components["parameters"]["sexe"];
                /** Année. */
                annee?: components["parameters"]["annee"];
                /** Mois, de 1 à 12. */
                mois?: components["parameters"]["mois"];
                /** Commune de naissance. */
                code_commune?: components["parameters"]["commune"];
            };
            header?: {
                /** Ne pas lire le cache. */
                "Cache-Control"?: components["parameters"]["cacheControl"];
                /** Identifiant de suivi. */
                "X-Trace"?: components["parameters"]["trace"];
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
                    "application/json": components["schemas"]["ReponseEtatCivilV2"];
                };
            };
            401: components["responses"]["JetonRefuse"];
            /** Introuvable. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erreurs"];
                };
            };
        };
    };
    "unites.etablissements": {
        parameters: {
            query: {
                /** Limiter aux établissements actifs. */
                actifs?: "oui";
                /** Natures d'établissement. */
                "natures[]"?: ("siege" | "secondaire")[];
                /** SIRET du destinataire. */
                recipient: components["parameters"]["recipient"];
            };
            header?: never;
            path: {
                /** SIREN de l'unité légale. */
                siren: components["parameters"]["siren"];
                /** Code postal. */
                code_postal: string;
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
                    "application/vnd.api+json": components["schemas"]["ReponseEtablissements"];
                };
            };
            401: components["responses"]["JetonRefuse"];
        };
    };
    documents: {
        parameters: {
            query: {
                /** SIRET du destinataire. */
                recipient: components["parameters"]["recipient"];
            };
            header?: never;
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
                    "application/json": components["schemas"]["ReponseDocuments"];
                };
            };
            401: components["responses"]["JetonRefuse"];
        };
    };
    "plateforme.etat": {
        parameters: {
            query?: never;
            header?: never;
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
                    "application/json": components["schemas"]["EtatPlateforme"];
                };
            };
        };
    };
    "v1.document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Retirée. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
