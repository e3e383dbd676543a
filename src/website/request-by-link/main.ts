import { call } from '../base/api.ts';
import { linkKey, openedParameter } from '../base/contract.ts';
import { Memory } from '../base/memory.ts';
import { here } from '../request/address.ts';
import { bodyOf } from '../request/decision.ts';
import type { RequestNotice } from '../request/notices.ts';
import { readRequest } from '../request/request.ts';
import type { RequestApi } from '../request/review.ts';
import { Screen, type Target } from '../request/screen.ts';
import { LinkedImage } from './linked-image.ts';
import { openLink } from './link.ts';
import { badLink, linkProblem } from './notices.ts';

const memory = new Memory(() => sessionStorage);

new Screen({
  memory,
  // Longer than for reviewers: people open this page to decide, not to watch.
  interval: 15_000,
  target,
  sourceOf: (image, api) =>
    new LinkedImage(image.url, async () => readRequest((await api.view(false)).body)?.image?.url),
  problem: linkProblem,
});

function target(): Target | RequestNotice {
  const { link, hash } = openLink(here(location), memory);
  if (hash !== undefined) history.replaceState(history.state, '', `./review.html${hash}`);
  if (link === undefined) return badLink('incomplete');
  if (link.key === undefined) return badLink('keyless');
  return { id: link.id, api: apiOf(link.id, link.key), preselected: link.decision };
}

function apiOf(id: string, key: string): RequestApi {
  const path = `api/requests/${encodeURIComponent(id)}`;
  const headers = { [linkKey.header]: key };
  return {
    view: isUsed => call(isUsed ? `${path}?${openedParameter}=true` : path, { headers }),
    decide: (decision, entry) => call(`${path}/decision`, { method: 'POST', headers, body: bodyOf(decision, entry) }),
  };
}
