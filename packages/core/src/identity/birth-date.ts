import { InvalidParameterError } from '../client/errors/local.ts';

/** Date de naissance telle que l'API la demande, chaque partie à part ; une partie inconnue est absente. */
export interface DateNaissance {
  /** Année, sur quatre chiffres. */
  anneeDateNaissance?: number;
  /** Mois, de 1 à 12. */
  moisDateNaissance?: number;
  /** Jour, de 1 à 31. */
  jourDateNaissance?: number;
}

const ISO_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

const refuse = (parameter: string, reason: string): never => {
  throw new InvalidParameterError([{ parameter, reason }]);
};

/**
 * Découpe une date ISO en paramètres de l'API. `AAAA`, `AAAA-MM` et les parties `00` disent une date incomplète.
 *
 * @throws `InvalidParameterError` quand la date n'existe pas au calendrier ou n'a pas cette forme.
 * @example
 * ```ts
 * import { dateNaissance } from '@apigouv/core/identite';
 *
 * console.log(dateNaissance('1987-06-00')); // { anneeDateNaissance: 1987, moisDateNaissance: 6 }
 * console.log(dateNaissance('1987-00-00')); // { anneeDateNaissance: 1987 }
 * ```
 */
export function dateNaissance(iso: string): DateNaissance {
  const match = ISO_DATE.exec(iso);
  if (!match) return refuse('dateNaissance', 'forme AAAA-MM-JJ attendue');
  const [year, month, day] = [match[1], match[2], match[3]].map(Number) as [number, number, number];
  if (!month) return { anneeDateNaissance: year };
  if (month > 12) return refuse('dateNaissance', "ce mois n'existe pas");
  if (!day) return { anneeDateNaissance: year, moisDateNaissance: month };
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return refuse('dateNaissance', "ce jour n'existe pas au calendrier");
  return { anneeDateNaissance: year, moisDateNaissance: month, jourDateNaissance: day };
}
