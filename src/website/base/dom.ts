type Child = Node | string | undefined;

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element. Attribute names are ours; values from a server only where they cannot be an address or script.
 * Text children are never read as markup.
 */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children.filter(child => child !== undefined));
  return element;
}

/** A decorative icon from the page's sprite. The text beside it has the meaning. */
export function icon(name: 'approved' | 'rejected' | 'closed' | 'problem' | 'person'): Element {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** The element with this id, which must be in the page's HTML. */
export function elementById(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element "${id}".`);
  return element;
}
