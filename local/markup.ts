const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes a text for HTML or XML, also within quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, character => entities[character]!);
