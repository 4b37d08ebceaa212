/** What the server wrote may repeat a value of the call, in any writing: in doubt, the whole text goes. */

const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };

/** Letters and digits alone, without case nor accents. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => LIGATURES[letter] ?? '')
    .normalize('NFKD')
    .replace(/[^a-z\d]/g, '');

/** Without what an encoding may have rewritten: percent signs, entities, escapes, and all that is not ASCII. */
const skeleton = (text: string): string =>
  text
    .replace(/%(25)*[\da-f]{2}|&#?\w+;|\\[ux][\da-f]{2,4}/gi, '')
    .toLowerCase()
    .replace(/[^a-z\d]/g, '');

/** Shorter ones are in every text. */
const TELLING = 3;

/** As long as a SIREN, which begins a SIRET; a token is known by less. */
const BEGINNING = 9;

/** A value, the parts of a compound one, the beginning of a long one. */
function writings(secret: string): string[] {
  const parts = [
    secret,
    ...secret.split(/[\s'’-]+/),
    ...(secret.length > BEGINNING + 3 ? [secret.slice(0, BEGINNING)] : []),
  ];
  return parts.flatMap((part) => [folded(part), skeleton(part)]).filter((part) => part.length >= TELLING);
}

/** The same, each text that repeats one of `secrets` replaced by `[masqué]`; the empty secret stands for all. */
export function masked<T>(words: T, secrets: readonly string[]): T {
  const telling = secrets.flatMap(writings);
  const repeats = (text: string): boolean => {
    const readings = [folded(text), skeleton(text)];
    return secrets.includes('') || telling.some((one) => readings.some((reading) => reading.includes(one)));
  };
  return JSON.parse(JSON.stringify(words), (_, value) =>
    typeof value === 'string' && value && repeats(value) ? '[masqué]' : value,
  );
}
