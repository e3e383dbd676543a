import { arrangeItems, focusItem } from '../base/arrange.ts';
import { el } from '../base/dom.ts';
import { ListPage } from '../session/list-page.ts';
import { notDeployed, welcome } from '../session/notices.ts';
import { enter, tell, type SignedIn } from '../session/shell.ts';
import { Card, type CardOptions } from './card.ts';
import { People, type View } from './people.ts';
import type { Person } from './person.ts';
import { Removal } from './removal.ts';

void enter(
  signed => (signed.faces ? start(signed) : tell(notDeployed('Known people', 'faces'))),
  welcome('known people'),
);

function start({ api, frames, renew, over }: SignedIn): void {
  const heading = el('h1', { tabindex: '-1' }, 'Known people');
  const head = el(
    'div',
    { class: 'head' },
    heading,
    el('p', {}, 'Cameras recognize these people. For anyone else, a request asks who it is.'),
  );
  const empty = el(
    'p',
    { class: 'empty' },
    'Nobody is known yet. When a camera sees a face, a request asks who it is. People who get a name appear here.',
  );
  const list = el('ul', { class: 'everybody' });
  const cards = new Map<string, Card>();
  let removal: Removal | undefined;

  const pathOf = (id: string) => `api/people/${encodeURIComponent(id)}`;
  const people = new People(
    {
      list: () => api.call('api/people'),
      rename: (id, name) => api.call(pathOf(id), { method: 'PUT', body: { name } }),
      remove: id => api.call(pathOf(id), { method: 'DELETE' }),
    },
    show,
  );
  const options: CardOptions = {
    frames,
    onRename: ({ id }, name) => people.rename(id, name),
    namesake: ({ id }, name) => people.namesake(id, name),
    onRemove: ask,
  };
  const page = new ListPage(over, 4_000, () => people.refresh());

  async function open(): Promise<void> {
    await people.open();
    page.watch();
  }

  function show(view: View): void {
    showCards(view.people ?? []);
    list.setAttribute('aria-busy', String(view.people === undefined));
    if (view.people === undefined) list.replaceChildren(...Array.from({ length: 4 }, skeleton));
    const body = view.people?.length === 0 ? empty : list;
    page.show(view, 'Known people', head, body, () => void renew().then(open));
  }

  function showCards(shown: readonly Person[]): void {
    const there = new Set(shown.map(({ id }) => id));
    const elements = shown.map(person => {
      const card = cards.get(person.id) ?? new Card(person, options);
      cards.set(person.id, card);
      card.show(person);
      return card.element;
    });
    // Another reviewer may have removed the person whose card has the focus.
    arrangeItems(list, elements, heading);
    for (const [id, card] of cards) {
      if (there.has(id)) continue;
      card.remove();
      cards.delete(id);
    }
  }

  function ask({ id, name }: Person): void {
    const index = [...list.children].indexOf(cards.get(id)!.element);
    removal = new Removal({
      name,
      onRemove: () => people.remove(id),
      onEnd: removed => {
        removal = undefined;
        // The card that took the removed one's place.
        if (removed) focusItem(list, index, heading);
      },
    });
    removal.open();
  }

  over.addEventListener('abort', () => removal?.abandon());
  void open();
}

function skeleton(): HTMLElement {
  const lines = el('div', { class: 'body skeleton' }, el('span'), el('span'), el('span'));
  return el('li', { class: 'known', 'aria-hidden': 'true' }, el('div', { class: 'picture thumb' }), lines);
}
