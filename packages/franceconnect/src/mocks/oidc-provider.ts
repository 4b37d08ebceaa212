/** The part of oidc-provider that is used here: it brings no types. */
export interface Provider {
  callback(): (request: unknown, response: unknown) => void;
  on(event: 'access_token.saved', listener: (token: AccessToken) => void): void;
  use(middleware: (ctx: Context, next: () => Promise<void>) => Promise<void>): void;
  interactionDetails(request: unknown, response: unknown): Promise<Interaction>;
  interactionFinished(request: unknown, response: unknown, result: object, options?: object): Promise<void>;
  Grant: new (fields: {
    accountId: string;
    clientId: string;
  }) => {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  };
  AccessToken: { find(token: string): Promise<AccessToken | undefined> };
}

export interface Interaction {
  uid: string;
  prompt: { name: string };
  params: { scope: string; client_id: string; acr_values: string };
  session?: { accountId: string };
}

export interface AccessToken {
  jti: string;
  accountId: string;
  clientId: string;
  scope: string;
  iat: number;
  exp: number;
  claims?: object;
}

export interface Context {
  type: string;
  body: unknown;
}

type ProviderClass = new (issuer: string, configuration: object) => Provider;

/** For development only, so it is not loaded until a mock starts. */
export async function loadProvider(): Promise<ProviderClass> {
  const { default: OidcProvider } = (await import('oidc-provider' as string)) as { default: ProviderClass };
  return OidcProvider;
}
