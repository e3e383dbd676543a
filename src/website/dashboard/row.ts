import { serverNow } from '../base/clock.ts';
import { el } from '../base/dom.ts';
import { about } from '../base/facts.ts';
import { arrangeChanged } from '../base/arrange.ts';
import { visible } from '../base/text.ts';
import { PictureSlot } from '../picture/slot.ts';
import { progressOf, same, STATUS_NAMES, unanswered } from '../request/progress.ts';
import { subjectOf } from '../request/request.ts';
import type { Frames } from '../session/frames.ts';
import { isUrgent, type ListedRequest } from './listed-request.ts';

const NAMES: Readonly<Record<string, string>> = STATUS_NAMES;

/** One request in a list. Updates keep its elements, and so the focus. */
export class Row {
  readonly element = el('li', { class: 'row' });
  readonly #link = el('a', { class: 'to foreign', dir: 'auto' });
  readonly #picture: PictureSlot;
  readonly #reader: string;

  /** @param reader The signed-in person's mail address. */
  constructor(frames: Frames, reader: string) {
    this.#reader = reader;
    this.#picture = new PictureSlot(image => frames.source(image), 'thumb');
  }

  show(item: ListedRequest): void {
    const name = subjectOf(item);
    if (this.#link.textContent !== name) this.#link.textContent = name;
    this.#link.setAttribute('href', `approval.html#id=${encodeURIComponent(item.id)}`);
    const picture = this.#picture.show(item.image, `Image of “${name}”`);
    arrangeChanged(this.element, [
      ...(picture === undefined ? [] : [picture]),
      this.#link,
      badge(item.status),
      el('p', { class: 'people' }, ...people(item, this.#reader)),
      el('p', { class: 'when' }, ...when(item, this.#reader)),
    ]);
  }

  remove(): void {
    this.#picture.remove();
    this.element.remove();
  }
}

function badge(status: string): HTMLElement {
  const known = Object.hasOwn(NAMES, status) ? status : '';
  return el('p', { class: `badge ${known}` }, NAMES[known] ?? visible(status));
}

/** Addresses in a row; the rest are counted. */
const SHOWN = 3;

/** The requester and, while the request is pending, what is missing. */
function people(item: ListedRequest, reader: string): (Node | string)[] {
  const { status, requestedBy, requiredApprovals } = item;
  const by = requestedBy === undefined ? [] : ['Requested by ', person(requestedBy, reader)];
  if (status !== 'pending') return by;
  // The reader comes first.
  const open = unanswered(item).sort((one, other) => Number(same(other, reader)) - Number(same(one, reader)));
  const names = open.slice(0, SHOWN).flatMap((each, index) => [index === 0 ? '' : ', ', person(each, reader)]);
  const more = open.length > SHOWN ? ` and ${open.length - SHOWN} more` : '';
  return [
    ...by,
    by.length === 0 ? '' : ' · ',
    requiredApprovals > 1 ? `${progressOf(item)} · ` : '',
    ...(open.length === 0 ? ['Nobody else can approve'] : ['Waits for ', ...names, more]),
  ];
}

function when(item: ListedRequest, reader: string): (Node | string)[] {
  const { status, decidedBy } = item;
  if (status === 'pending') {
    const urgent = isUrgent(item, serverNow()) ? [el('strong', { class: 'urgent' }, 'Urgent'), ' · '] : [];
    return [...urgent, 'Expires ', about(item.expiresAt) ?? 'at an unknown time'];
  }
  if (status === 'expired') return ['Nobody decided · ', about(item.expiresAt) ?? ''];
  const decided = status === 'approved' || status === 'rejected';
  const by = !decided || decidedBy === undefined ? [] : ['by ', person(decidedBy, reader), ' · '];
  return [...by, about(item.decidedAt ?? item.createdAt) ?? ''];
}

/** A person's address, or "you". */
function person(address: string, reader: string): Node {
  return el('bdi', {}, same(address, reader) ? 'you' : visible(address));
}
