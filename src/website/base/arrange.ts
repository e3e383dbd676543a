/**
 * Makes the nodes the children of the container, in this order. Nodes that are there already stay where they are unless
 * the order itself changed, and the focus stays on what had it: a page that keeps itself up to date must not take
 * anything out of the hands of who is using it.
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

/** Like `arrange`, but what would look the same as an element that is there is not put in its stead. */
export function arrangeChanged(container: Element, elements: readonly Element[]): void {
  const there = [...container.children];
  const kept = elements.map(element => {
    const at = there.findIndex(old => old === element || old.isEqualNode(element));
    return at < 0 ? element : there.splice(0, at + 1)[at]!;
  });
  arrange(container, kept);
}
