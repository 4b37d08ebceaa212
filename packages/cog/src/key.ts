/** How names are compared: what people type, and what Insee writes, come to the same letters. */

const ABBREVIATIONS: Record<string, string> = {
  st: 'saint',
  ste: 'sainte',
  sts: 'saints',
  stes: 'saintes',
};

const ARTICLE = /^(?:le|la|les|l) (?=.)/;

/** « Paris 12e Arrondissement », « PARIS XII », « Lyon 3ème » : the city, and the number. */
const ARRONDISSEMENT =
  /^(paris|lyon|marseille) (?:(\d{1,2})|([xvi]+)) ?(?:er|e|eme|ieme|nd|nde)?(?: arr(?:t|dt|ondissement)?)?$/;

const ROMAN: Record<string, number> = { i: 1, v: 5, x: 10 };

function numberOf(roman: string): number {
  const values = [...roman].map((letter) => ROMAN[letter] ?? 0);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

/** Lower case, without accents, ligatures, hyphens or apostrophes; « St » in full, « (Le) » brought back to the front. */
export function wordsOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/^(.*)\((l[ea]s?|l['’])\)\s*$/, '$2 $1')
    .replace(/\bs\/ ?s\b/g, 'sous ')
    .replace(/\bs(?:ur)?\s*\//g, 'sur ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  const words = plain.replace(/\b(?:sts?|stes?)\b/g, (word) => ABBREVIATIONS[word] ?? word);
  return words.replace(
    ARRONDISSEMENT,
    (_, city, digits, roman) => `${city} ${digits ? Number(digits) : numberOf(roman)}`,
  );
}

/** What the names are sorted by: no article, no space. */
export const keyOf = (words: string): string => words.replace(ARTICLE, '').replaceAll(' ', '');

export const hasArticle = (words: string): boolean => ARTICLE.test(words);
