import { openedParameter } from '../base/contract.ts';
import { el } from '../base/dom.ts';
import { here } from '../request/address.ts';
import { bodyOf } from '../request/decision.ts';
import type { RequestNotice } from '../request/notices.ts';
import { Screen, type Target } from '../request/screen.ts';
import { enter, type SignedIn } from '../session/shell.ts';
import { idIn } from './address.ts';
import { NO_ID, viewProblem } from './notices.ts';

// A mail gateway may have moved the id out of the fragment, which is what signing in returns to.
const linked = idIn(here(location));
if (linked !== undefined) history.replaceState(history.state, '', `./approval.html#id=${linked}`);
void enter(start);

function start({ api, frames, memory, renew, over }: SignedIn): void {
  new Screen({
    memory,
    interval: 4_000,
    above: el('nav', { class: 'back', 'aria-label': 'All requests' }, el('a', { href: './' }, '← All requests')),
    over,
    target,
    sourceOf: image => frames.source(image),
    problem: viewProblem,
    beforeRetry: renew,
  });

  function target(): Target | RequestNotice {
    const id = idIn(here(location));
    if (id === undefined) return NO_ID;
    const path = `api/approvals/${id}`;
    return {
      id,
      api: {
        view: isUsed => api.call(isUsed ? `${path}?${openedParameter}=true` : path),
        decide: (decision, entry) => api.call(`${path}/decision`, { method: 'POST', body: bodyOf(decision, entry) }),
      },
    };
  }
}
