/** What `commun/erreurs.yaml` and `commun/fournisseurs.yaml` say of a code. */
export type Text = {
  /** The status of the code, or of every code of this kind: none has two. */
  status?: number;
  title: string;
  detail: string;
  /** What the body names as at fault: a parameter, or a header. */
  source?: string;
  header?: string;
  /** The parameter that the code is about, where the body names none, or another. */
  parameter?: string;
  /** Other parameters that the code refuses. */
  also_for?: string[];
  /** What is wrong with the parameter, where several codes share one. */
  when?: 'missing' | 'malformed' | 'range';
  /** The parameters that it is about, when they are several. */
  about?: string[];
  retry_in?: number;
  /** `false`: the body does not name the provider. */
  provider?: false;
};

export type ErrorTexts = {
  /** What an HTTP status means, for the response's description. */
  statuts: Record<string, string>;
  /** Kinds of error, by the last three digits of a provider's code; `<fournisseur>` is replaced. */
  natures: Record<string, Text>;
  /** Whole codes: the platform's own (`00…`) and those of a provider that mean more than their kind. */
  codes: Record<string, Text>;
  /** Provider names by the first two digits of a five-digit code. */
  fournisseurs: Record<string, { nom: string; libelle: string }>;
};

// A shorter code is its API's own, and names no provider; the platform's own (00…) come from none.
export const providerOf = (code: string, { fournisseurs }: ErrorTexts) =>
  code.length === 5 ? fournisseurs[code.slice(0, 2)] : undefined;

export const textOf = (code: string, texts: ErrorTexts): Text | undefined =>
  texts.codes[code] ?? (providerOf(code, texts) && texts.natures[code.slice(2)]);

export const statusOf = (code: string, texts: ErrorTexts): number | undefined => textOf(code, texts)?.status;
