/** What a person does to read a page. A script can scroll, too; only the browser makes trusted events. */
const USES = ['keydown', 'pointerdown', 'wheel'] as const;

/** Calls `act` whenever a person uses the page, by a key, a pointer or a wheel. What scripts make does not count. */
export function onUse(target: Pick<EventTarget, 'addEventListener'>, act: () => void): void {
  for (const use of USES) {
    target.addEventListener(use, ({ isTrusted }) => void (isTrusted && act()), { passive: true, capture: true });
  }
}
