import { visible } from '../base/text.ts';

/** What a request is called where it is shown. */
export function subjectOf({ subject }: { readonly subject: string | undefined }): string {
  return subject === undefined ? 'Approval request' : visible(subject);
}
