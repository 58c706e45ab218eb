/** A page number, or a gap between two. */
export type PageSlot = number | "gap";

/**
 * Which page numbers to offer: first, last, and the neighbours of the current one. A gap never
 * hides a single page, since the page itself takes no more room.
 */
export function pageSlots(page: number, pages: number): PageSlot[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const numbers = [...new Set(wanted)].sort((a, b) => a - b);
  return numbers.flatMap((number, index): PageSlot[] => {
    const before = numbers[index - 1];
    if (before === undefined || number - before === 1) return [number];
    return number - before === 2 ? [number - 1, number] : ["gap", number];
  });
}
