/** Erreur de celui qui lance le bac à sable : option fausse, port pris, dossier illisible. Le message suffit à la corriger. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
}
