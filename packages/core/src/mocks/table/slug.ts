/** `'API Impôt particulier'` → `'impot-particulier'`. */
export function slug(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
  return plain.replace(/^api\s+/, '').replace(/[^a-z0-9]+/g, '-');
}
