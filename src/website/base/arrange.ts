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

/** Like `arrange`, but an existing element stays if the new one is equal to it. */
export function arrangeChanged(container: Element, elements: readonly Element[]): void {
  const there = [...container.children];
  const kept = elements.map(element => {
    const at = there.findIndex(old => old === element || old.isEqualNode(element));
    return at < 0 ? element : there.splice(0, at + 1)[at]!;
  });
  arrange(container, kept);
}
