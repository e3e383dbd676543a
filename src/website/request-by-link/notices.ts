import type { Answer } from '../base/api.ts';
import type { Notice } from '../base/notice.ts';
import { requestProblem, type RequestNotice } from '../request/notices.ts';

/** Why a link does not work: parts are missing, the key is not in this tab, or the API refused it. */
const BAD_LINKS = {
  incomplete: {
    heading: 'This link is not complete',
    text: [
      'Parts of its address are missing or damaged. Mail programs sometimes break a long link in two.',
      'Open the link in your mail again, or copy the whole link into the address bar.',
    ],
  },
  keyless: {
    heading: 'Open the link in your mail again',
    text: [
      'This address says which request to show, but not who you are. Your personal key is kept out of the '
        + 'address bar, so that nobody can decide in your name with a copied address.',
    ],
  },
  refused: {
    heading: 'This link does not work',
    text: [
      'It was changed on its way, or it belongs to a request that is no longer kept.',
      'Open the link in your latest mail about the request. If that does not help, ask whoever requested it.',
    ],
  },
} as const;

export function badLink(reason: keyof typeof BAD_LINKS): Notice {
  return { tone: 'problem', ...BAD_LINKS[reason] };
}

/** The notice for a link's holder if the request could not be loaded. */
export function linkProblem(answer: Answer): RequestNotice {
  return answer.status === 403 || answer.status === 404 ? badLink('refused') : requestProblem(answer);
}
