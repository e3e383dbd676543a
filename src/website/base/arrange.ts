/**
 * Makes the nodes the container's children, in this order. Existing children stay in place unless the order changed,
 * and the focus stays where it was, so that an update does not interrupt the person who uses the page.
 */
export function arrange(container: Element, nodes: readonly Element[]): void {
  const focused = document.activeElement;
  const wanted = new Set(nodes);
  for (const child of [...container.children]) if (!wanted.has(child)) child.remove();
  let next = container.firstElementChild;
  for (const node of nodes) {
    if (node === next) next = next.nextElementSibling;
    else container.insertBefore(node, next);
  }
  if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) {
    focused.focus({ preventScroll: true });
  }
}

/**
 * Like `arrange`, for the items of a list. If the focused item is removed, the focus goes to the item in its place.
 * @param heading Gets the focus if no item is left.
 */
export function arrangeItems(list: Element, items: readonly Element[], heading: HTMLElement): void {
  const index = [...list.children].findIndex(item => item.contains(document.activeElement));
  arrange(list, items);
  if (index >= 0 && !list.contains(document.activeElement)) focusItem(list, index, heading);
}

/** Moves the focus into a list's item, or the last one if there are fewer. */
export function focusItem(list: Element, index: number, heading: HTMLElement): void {
  const item = list.children[index] ?? list.lastElementChild;
  (item?.querySelector<HTMLElement>('a, button') ?? heading).focus();
}

/** Like `arrange`, but an existing element stays if the new one is equal to it. */
export function arrangeChanged(container: Element, elements: readonly Element[]): void {
  const there = [...container.children];
  const kept = elements.map(element => {
    const at = there.findIndex(old => old === element || old.isEqualNode(element));
    return at < 0 ? element : there.splice(0, at + 1)[at]!;
  });
  arrange(container, kept);
}
