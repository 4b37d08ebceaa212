import { gzippedSize } from '../size/bundle.ts';
import {
  ONE_CALL,
  ONE_CALL_ENTREPRISE,
  ONE_CALL_IMPOT,
  OPENAPI_FETCH,
  WHOLE_CLIENT,
  WHOLE_ENTREPRISE,
} from '../size/programs.ts';
import { add } from './figures.ts';

export async function measureBundles(): Promise<void> {
  const bare = `openapi-fetch ${await gzippedSize(OPENAPI_FETCH)}`;
  const one = await gzippedSize(ONE_CALL);
  const whole = await gzippedSize(WHOLE_CLIENT);
  const oneCall = `API Particulier ${one}`;
  const firm = await gzippedSize(ONE_CALL_ENTREPRISE);
  add({ what: 'un appel, gzip (octets)', ours: one, baseline: bare });
  add({ what: 'client entier, gzip (octets)', ours: whole, baseline: bare });
  const more = `${oneCall}, soit + ${firm - one}`;
  add({ what: 'un appel à API Entreprise (octets)', ours: firm, baseline: more });
  const tax = await gzippedSize(ONE_CALL_IMPOT);
  add({ what: 'un appel à API Impôt particulier (octets)', ours: tax, baseline: oneCall });
  const firms = await gzippedSize(WHOLE_ENTREPRISE);
  add({ what: 'client API Entreprise entier (octets)', ours: firms, baseline: `API Particulier ${whole}` });
}
