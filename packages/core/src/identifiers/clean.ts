/** Réécriture d'une valeur sous la forme que le serveur attend, quand son sens est sûr. */
export type Clean = (value: string) => string;

/** Ce qu'un clavier ou un copier-coller ajoute sans qu'on le voie. */
export const prenomClean: Clean = (value) =>
  value
    .normalize('NFC')
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\s/g, ' ')
    .trim();

const LETTERS: Readonly<Record<string, string>> = { œ: 'oe', Œ: 'OE', Ÿ: 'ÿ', '‐': '-', '‑': '-' };

/** Et les signes d'un nom que le serveur refuse, dont une autre écriture vaut autant. */
export const nomClean: Clean = (value) =>
  prenomClean(value).replace(/[œŒŸ‐‑‘’ʼ]/g, (sign) => LETTERS[sign] ?? "'");

/** Un code dont la casse ne compte pas. */
export const capitalesClean: Clean = (value) => prenomClean(value).toUpperCase();
