import { ConfigurationError } from '@apigouv/core';
import type { BatchOptions } from './options.ts';

const DEFAULTS = { share: 1, concurrency: 100, attempts: 12, retryDelay: 60_000 };

export type Settings<T> = BatchOptions<T> & typeof DEFAULTS;

const isWhole = (value: number): boolean => Number.isInteger(value) && value > 0;

/** An option given as undefined is not given. */
const given = <O extends object>(options: O): O =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as O;

/** Before anything is opened. */
export function settingsOf<T>(name: string, options: BatchOptions<T>): Settings<T> {
  const settings = { ...DEFAULTS, ...given(options) };
  const { call, save, store, share, concurrency, attempts, retryDelay, limit } = settings;
  const faults: [isWrong: boolean, what: string][] = [
    [
      typeof name !== 'string' || !/^[\w.-]{1,100}$/.test(name),
      'le nom du traitement : lettres, chiffres, point, tiret et souligné, 100 au plus.',
    ],
    [typeof call !== 'function' || typeof save !== 'function', '« call » et « save » sont des fonctions.'],
    [typeof store?.open !== 'function', '« store » est un moteur : sqlite(…) ou bullmq(…).'],
    [!(share > 0 && share <= 1), '« share » est une part, dans ]0, 1].'],
    [
      !isWhole(concurrency) || !isWhole(attempts),
      '« concurrency » et « attempts » sont des entiers positifs.',
    ],
    [!(retryDelay > 0 && retryDelay < Infinity), '« retryDelay » est un nombre de millisecondes.'],
    [
      limit !== undefined && !(limit[0] >= 1 && limit[1] > 0 && limit[1] < Infinity),
      '« limit » est un couple [appels, secondes].',
    ],
  ];
  const fault = faults.find(([isWrong]) => isWrong);
  if (fault) throw new ConfigurationError(`openBatch : ${fault[1]}`);
  return settings;
}
