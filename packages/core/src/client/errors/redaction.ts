/** Folds case, accents and separators, so that a value is found however a server writes it back. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\s'’+_-]/g, '')
    .toLowerCase();

/** Percent signs read, where they can be. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Remplace par `[masqué]` tout texte venu d'un serveur qui répète une des valeurs de l'appel, quelles que soient la casse, les
 * accents ou l'encodage : dans le doute, le texte entier est retiré.
 */
export function redact(text: string, secrets: readonly string[]): string {
  if (!text) return text;
  const haystack = fold(text) + fold(decoded(text));
  return secrets.some(
    (secret) => haystack.includes(fold(secret)) || text.includes(encodeURIComponent(secret)),
  )
    ? '[masqué]'
    : text;
}
