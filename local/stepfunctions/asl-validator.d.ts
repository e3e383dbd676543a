declare module 'asl-validator' {
  /** Adds `QueryLanguage` to the states of what it is given. */
  export default function validate(
    definition: object,
    options?: { checkPaths: boolean; checkArn: boolean },
  ): { isValid: boolean; errorsText(separator?: string): string };
}
