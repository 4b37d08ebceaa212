/** The examples as whole programs, which whoever builds the site runs. */
import { firstSuccess } from '../model/cases.ts';
import type { Api, Operation } from '../model/types.ts';
import { type Audience, exampleCode } from '../words/example.ts';

/** What an API's reader writes before a first call. */
export interface Front {
  /** As lines of a program. */
  imports: string;
  /** The client's making, under the name that examples give it. */
  creation: string;
}

const audienceOf = ({ access }: Operation): Audience => (access.franceConnect ? 'franceConnect' : 'token');

/** The whole program of an operation's example; undefined when no test case answers. */
export function programOf(operation: Operation, { imports, creation }: Front): string | undefined {
  if (!operation.body || !firstSuccess(operation)) return undefined;
  // An example that is for the sandbox alone makes its own client.
  const client = operation.stagingOnly ? '' : `${creation}\n`;
  return `${imports}\n\n${client}${exampleCode(operation, audienceOf(operation))}\nconsole.log(data);\n`;
}

/** The programs of the examples, by operationId: whoever runs them gives `referencePages` what they answer. */
export function examplePrograms(api: Api, front: Front): Map<string, string> {
  const programs = new Map<string, string>();
  for (const operation of api.operations) {
    const program = programOf(operation, front);
    if (program !== undefined) programs.set(operation.id, program);
  }
  return programs;
}
