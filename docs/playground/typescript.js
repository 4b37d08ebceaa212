import { transform } from 'sucrase';

/** The same program without its types; line numbers stay. */
export const javascriptOf = (program) =>
  transform(program, { transforms: ['typescript'], disableESTransforms: true, keepUnusedImports: true }).code;
